# Raking with bounds by `calibrate` of the package survey: respondents in cells of service by month, transactions known for
# both margins. Rscript test/statistics/oracles/calibration.R
suppressMessages(library(survey))
cells <- expand.grid(service = c("a", "b", "c", "d"), month = c("10", "11", "12"))
n <- c(40, 12, 95, 30, 25, 61, 18, 44, 70, 15, 33, 20)
satisfied <- c(38, 9, 88, 21, 24, 50, 16, 30, 66, 12, 27, 15)
people <- cells[rep(seq_along(n), n), ]
people$x <- unlist(mapply(function(s, a) rep(c(1, 0), c(s, a - s)), satisfied, n))
weigh <- function(service, month, bounds) {
  design <- svydesign(ids = ~1, weights = rep(sum(service) / sum(n), sum(n)), data = people)
  margins <- list(
    data.frame(service = levels(factor(people$service)), Freq = service),
    data.frame(month = levels(factor(people$month)), Freq = month)
  )
  total <- c(`(Intercept)` = sum(service), service[-1], month[-1])
  names(total) <- c("(Intercept)", "serviceb", "servicec", "serviced", "month11", "month12")
  raked <- calibrate(design, ~ service + month, total, calfun = "raking", bounds = bounds, epsilon = 1e-13, maxit = 500)
  g <- weights(raked) / (sum(service) / sum(n))
  w <- weights(raked)
  list(
    g = tapply(g, interaction(people$service, people$month), mean),
    share = coef(svymean(~x, raked)),
    deff = length(w) * sum(w^2) / sum(w)^2
  )
}
options(digits = 15)
show <- function(name, one) cat(name, one$g, one$share, one$deff, "\n")
show("free", weigh(c(2000, 1500, 900, 1600), c(1800, 2200, 2000), c(0, Inf)))
show("bounded", weigh(c(2000, 1500, 900, 1600), c(1800, 2200, 2000), c(0.2, 1.4)))
# rake() of the package, which knows no bounds, comes to the same.
design <- svydesign(ids = ~1, weights = rep(6000 / sum(n), sum(n)), data = people)
plain <- rake(design, list(~service, ~month), list(
  data.frame(service = c("a", "b", "c", "d"), Freq = c(2000, 1500, 900, 1600)),
  data.frame(month = c("10", "11", "12"), Freq = c(1800, 2200, 2000))
), control = list(maxit = 200, epsilon = 1e-9))
cat("rake", tapply(weights(plain) / (6000 / sum(n)), interaction(people$service, people$month), mean), "\n")
