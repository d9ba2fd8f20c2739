# LMG by enumeration of all 2^5 subsets with base R's lm.
# Rscript test/statistics/oracles/relativeImportance.R
n <- 60
i <- 0:(n - 1)
x <- cbind(
  (i * 7 + i %/% 4) %% 5 / 4, (i * 3 + i %/% 7) %% 5 / 4, (i * 11 + i %/% 3) %% 9 / 8,
  (i * 5 + i %/% 11) %% 7 / 6, (i * i + i %/% 5) %% 5 / 4
)
x[, 2] <- (x[, 2] + 2 * x[, 1]) / 3
x[, 4] <- (x[, 4] + x[, 1] + x[, 3]) / 3
y <- (3 * x[, 1] + x[, 2] + 2 * x[, 3] + x[, 4] + (i * 13) %% 8 / 8) / 8
p <- ncol(x)
r2 <- function(s) if (length(s) == 0) 0 else summary(lm(y ~ x[, s, drop = FALSE]))$r.squared
lmg <- sapply(1:p, function(j) {
  others <- setdiff(1:p, j)
  sum(sapply(0:(2^(p - 1) - 1), function(m) {
    s <- others[bitwAnd(m, 2^(0:(p - 2))) > 0]
    k <- length(s)
    factorial(k) * factorial(p - 1 - k) / factorial(p) * (r2(c(s, j)) - r2(s))
  }))
})
options(digits = 15)
cat("R2", r2(1:p), "\n")
cat("shares", lmg / sum(lmg), "\n")
cc <- cor(x)
cat("mean correlation", mean(cc[lower.tri(cc)]), "\n")
