# Power and detectable difference of two samples. Rscript test/statistics/oracles/power.R
pairs <- rbind(c(0.88, 0.95, 120), c(0.91, 0.93, 400), c(0.5, 0.55, 383), c(0.97, 0.9, 60), c(0.8, 0.8, 50))
options(digits = 15)
one_sided <- function(r) power.prop.test(n = r[3], p1 = r[1], p2 = r[2], sig.level = 0.05)$power
cat("power", apply(pairs, 1, one_sided), "\n")
# Of sizes that differ: the same formula, which power.prop.test has for equal sizes only.
unequal <- function(p0, n0, p1, n1) {
  m <- (n0 * p0 + n1 * p1) / (n0 + n1)
  pnorm((abs(p1 - p0) - qnorm(0.975) * sqrt(m * (1 - m) * (1 / n0 + 1 / n1))) / sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1))
}
cat("unequal", unequal(0.88, 90, 0.95, 300), unequal(0.93, 1500, 0.9, 45), "\n")
# From a share of at most one half the difference is a rise; above it, a fall: the same seen from 1 - p.
difference <- function(p, n) {
  p1 <- min(p, 1 - p)
  power.prop.test(n = n, p1 = p1, power = 0.8, sig.level = 0.05, tol = 1e-14)$p2 - p1
}
cat("difference", difference(0.5, 383), difference(0.9, 120), difference(0.95, 60), "\n")
