# Beta-binomial empirical Bayes, Kleinman's moments: gamma is the root of one equation here, found by uniroot, where the
# program iterates. Rscript test/statistics/oracles/partialPooling.R
R <- c(0.912, 0.86, 0.953, 0.989, 0.805, 0.931, 1.0)
n <- c(210, 34, 118, 75, 22, 305, 41)
w_of <- function(g) n / (1 + g * (n - 1))
rhs <- function(g) {
  w <- w_of(g)
  m <- weighted.mean(R, w)
  f <- 1 - w / sum(w)
  e <- sum(w / n * f)
  (sum(w * (R - m)^2) - m * (1 - m) * e) / (m * (1 - m) * (sum(w * f) - e))
}
g <- uniroot(function(g) rhs(g) - g, c(1e-9, 0.9), tol = 1e-14)$root
m <- weighted.mean(R, w_of(g))
M <- 1 / g - 1
B <- M / (n + M)
a <- n * R + M * m
b <- n * (1 - R) + M * (1 - m)
options(digits = 15)
cat("mean", m, "concentration", M, "\n")
cat("shrinkage", B, "\n")
cat("pooled", a / (a + b), "\n")
cat("low", qbeta(0.025, a, b), "\n")
cat("up", qbeta(0.975, a, b), "\n")
# For comparison, maximum likelihood by optim (another estimator, so only near).
ll <- function(q) { m <- plogis(q[1]); M <- exp(q[2]); -sum(lbeta(n * R + M * m, n * (1 - R) + M * (1 - m)) - lbeta(M * m, M * (1 - m))) }
o <- optim(c(2, 3), ll, control = list(reltol = 1e-14, maxit = 5000))
cat("ML: mean", plogis(o$par[1]), "concentration", exp(o$par[2]), "\n")
