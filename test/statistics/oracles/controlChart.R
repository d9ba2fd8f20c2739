# Laney's p-prime chart by its definition, in base R. Rscript test/statistics/oracles/controlChart.R
p <- c(0.912, 0.918, 0.905, 0.921, 0.934, 0.909, 0.915, 0.927, 0.931, 0.902, 0.913, 0.862)
n <- c(2200, 1810, 2540, 1990, 2310, 2120, 1760, 2080, 2450, 1905, 2230, 2010)
centre <- weighted.mean(p, n)
sigma <- sqrt(centre * (1 - centre) / n)
z <- (p - centre) / sigma
sigma_z <- mean(abs(diff(z))) / 1.128
options(digits = 15)
cat("centre", centre, sigma_z, "\n")
cat("low", pmax(0, centre - 3 * sigma_z * sigma), "\n")
cat("up", pmin(1, centre + 3 * sigma_z * sigma), "\n")
d <- p - centre
se <- sigma_z * sqrt(centre * (1 - centre) * (1 / n - 1 / sum(n)))
cat("season", d, d - qnorm(0.975) * se, d + qnorm(0.975) * se, "\n")
cat("seasonP", p.adjust(2 * pnorm(-abs(d) / se), "holm"), "\n")
