# Tests of two proportions on effective sizes, and Holm's correction. Rscript test/statistics/oracles/gaps.R
pairs <- rbind(
  c(0.9128, 412, 0.9514, 1310), c(0.86, 45, 0.93, 1677), c(0.97, 300, 0.932, 1422),
  c(0.90, 120, 0.905, 1602), c(1, 60, 0.925, 1662), c(0.55, 31, 0.8, 200)
)
p <- apply(pairs, 1, function(r) suppressWarnings(
  prop.test(c(r[1] * r[2], r[3] * r[4]), c(r[2], r[4]), correct = FALSE)$p.value
))
options(digits = 15)
cat("p", p, "\n")
cat("holm", p.adjust(p, method = "holm"), "\n")
cat("holm of ties", p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.03, 0.9), method = "holm"), "\n")
