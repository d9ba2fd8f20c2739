# R, without further packages:  Rscript FILE.R [MICRODATA.csv]
given <- GIVEN
words <- given$words
arguments <- commandArgs(trailingOnly = TRUE)
file <- if (length(arguments) > 0) arguments[1] else given$file
records <- read.csv(file, fileEncoding = "UTF-8-BOM", colClasses = "character", check.names = FALSE, na.strings = character())

# Levels from 1, 0 for no opinion, NA without an answer.
questions <- given$questions
ids <- sapply(questions, function(q) q$id)
levelsOf <- function(texts) { texts[texts == "x"] <- "0"; texts[texts == ""] <- NA; as.integer(texts) }
answers <- sapply(ids, function(id) levelsOf(records[[id]]))
answers <- matrix(answers, ncol = length(ids), dimnames = list(NULL, ids))
used <- records[[given$unitColumn]] %in% given$units & records[[given$lateColumn]] == given$inTime &
  rowSums(answers > 0, na.rm = TRUE) >= given$minimum
records <- records[used, , drop = FALSE]
answers <- answers[used, , drop = FALSE]

# The index: R = sum of w*S/A over the parts; its variance by linearisation, a person being the unit of sampling.
scores <- answers + NA
for (q in questions) scores[, q$id] <- unlist(q$scores)[answers[, q$id] + 1]
if (!given$noOpinionCounts) scores[!is.na(answers) & answers == 0] <- NA
estimate <- function(some) {
  z <- numeric(sum(some)); share <- 0; valid <- 0
  if (sum(some) < 2) return(NULL)
  for (part in given$parts) {
    own <- scores[some, unlist(part$questions), drop = FALSE]
    s <- rowSums(own, na.rm = TRUE); a <- rowSums(!is.na(own))
    if (sum(a) == 0) return(NULL)
    share <- share + part$weight * sum(s) / sum(a)
    z <- z + part$weight * (s - sum(s) / sum(a) * a) / sum(a)
    valid <- valid + sum(a)
  }
  variance <- length(z) / (length(z) - 1) * sum(z^2)
  cap <- if (given$mode == "share") min(valid / given$deff, valid) else valid / given$deff
  extreme <- share <= 1e-12 || share >= 1 - 1e-12
  exact <- if (extreme || variance < 1e-18) cap else min(share * (1 - share) / variance, cap)
  list(share = share, exact = exact, size = max(1, floor(exact + 1e-9)), valid = valid, people = sum(some))
}
wilson <- function(share, size) {
  z <- 1.959963984540054
  centre <- (share + z^2 / (2 * size)) / (1 + z^2 / size)
  half <- z * sqrt(share * (1 - share) / size + z^2 / (4 * size^2)) / (1 + z^2 / size)
  c(max(0, centre - half), min(1, centre + half))
}
interval <- function(found) {
  if (given$interval == "wilson") return(wilson(found$share, found$size))
  size <- found$size * (qt(0.975, max(found$people, found$valid) - 1) / qt(0.975, found$people - 1))^2 # Korn and Graubard
  x <- found$share * size
  c(if (found$share <= 0) 0 else qbeta(0.025, x, size - x + 1), if (found$share >= 1) 1 else qbeta(0.975, x + 1, size - x))
}
made <- list()
keep <- function(key, value, people) made[[key]] <<- list(value = value, people = people)
everybody <- rep(TRUE, nrow(records))
whole <- estimate(everybody)
if (!is.null(whole)) {
  keep("index.share", whole$share, whole$people)
  keep("index.low", interval(whole)[1], whole$people)
  keep("index.up", interval(whole)[2], whole$people)
}

# Drivers: Lindeman, Merenda and Gold's shares of R squared, by lm on all subsets of factors.
heights <- sapply(questions, function(q) ifelse(answers[, q$id] > 0, (answers[, q$id] - 1) / (q$levels - 1), NA))
heights <- matrix(heights, ncol = length(ids))
factorOf <- sapply(questions, function(q) q$factor)
factors <- unique(factorOf)
x <- sapply(factors, function(f) rowMeans(heights[, factorOf == f, drop = FALSE], na.rm = TRUE))
x <- matrix(x, ncol = length(factors))
y <- rowMeans(heights, na.rm = TRUE)
complete <- rowSums(is.na(x)) == 0 & !is.na(y)
x <- x[complete, , drop = FALSE]; y <- y[complete]
p <- length(factors)
if (length(y) > 1 && mean((y - mean(y))^2) > 1e-10) {
  isIn <- function(subset) bitwAnd(subset, 2^(0:(p - 1))) > 0
  explained <- sapply(0:(2^p - 1), function(subset)
    if (subset == 0) 0 else 1 - sum(lm.fit(cbind(1, x[, isIn(subset), drop = FALSE]), y)$residuals^2) / sum((y - mean(y))^2))
  keep("drivers.explained", explained[2^p], length(y))
  for (f in 1:p) {
    without <- Filter(function(subset) !isIn(subset)[f], 0:(2^p - 1))
    gain <- sum(sapply(without, function(subset) {
      s <- sum(isIn(subset))
      factorial(s) * factorial(p - 1 - s) / factorial(p) * (explained[subset + 2^(f - 1) + 1] - explained[subset + 1])
    }))
    keep(paste0("drivers.", factors[f]), gain / explained[2^p], length(y))
  }
}

# Gaps: each group against all other respondents, z test on effective sizes, Holm's correction.
rounded <- function(share) floor(100 * share * 10^given$decimals + 0.5 + 1e-9) / 10^given$decimals
tests <- list()
for (group in given$groups) {
  inside <- records[[group$column]] == group$label
  one <- estimate(inside); other <- estimate(!inside)
  if (is.null(one) || is.null(other)) next
  pooled <- (one$share * one$size + other$share * other$size) / (one$size + other$size)
  variance <- pooled * (1 - pooled) * (1 / one$size + 1 / other$size)
  tests[[group$key]] <- c(if (variance > 0) 2 * pnorm(-abs(one$share - other$share) / sqrt(variance)) else 1, sum(inside))
  keep(paste0(group$key, ".points"), rounded(one$share) - rounded(other$share), sum(inside))
}
adjusted <- p.adjust(sapply(tests, function(test) test[1]), method = "holm")
for (key in names(tests)) keep(paste0(key, ".p"), adjusted[[key]], tests[[key]][2])

# Small units: empirical Bayes with the beta-binomial model, Kleinman's moments.
found <- lapply(given$subunits, function(unit) estimate(records[[given$unitColumn]] %in% unlist(unit$units)))
has <- !sapply(found, is.null)
if (sum(has) > 1) {
  share <- sapply(found[has], function(one) one$share)
  n <- sapply(found[has], function(one) one$exact)
  gamma <- 0
  for (turn in 1:500) {
    before <- gamma
    w <- n / (1 + gamma * (n - 1))
    mu <- sum(w * share) / sum(w)
    chance <- sum(w / n * (1 - w / sum(w)))
    scale <- mu * (1 - mu) * (sum(w * (1 - w / sum(w))) - chance)
    gamma <- max(0, min(1 - 1e-9, if (scale > 0) (sum(w * (share - mu)^2) - mu * (1 - mu) * chance) / scale else 0))
    if (abs(gamma - before) < 1e-13) break
  }
  for (at in seq_along(n)) {
    if (gamma <= 0) ends <- c(mu, wilson(mu, sum(n))) else {
      m <- 1 / gamma - 1; a <- n[at] * share[at] + m * mu
      ends <- c(a / (n[at] + m), qbeta(c(0.025, 0.975), a, n[at] + m - a))
    }
    for (name in 1:3)
      keep(paste0(given$subunits[has][[at]]$key, c(".share", ".low", ".up")[name]), ends[name], found[has][[at]]$people)
  }
}

# A p-value rests on all gaps, an estimate for a small unit on all units, so one incomplete group spoils them.
isComplete <- function(one) !is.null(made[[one$key]]) && made[[one$key]]$people == one$people
lacking <- unique(unlist(lapply(given$published, function(one) if (!isComplete(one)) one$together)))
different <- FALSE
cat(sprintf("%-40s%16s%16s\n", words$what, words$published, words$fromFile))
for (one in given$published) {
  value <- if (is.null(made[[one$key]])) NA else made[[one$key]]$value
  if (!isComplete(one) || (one$together != "" && one$together %in% lacking)) verdict <- words$incomplete
  else if (abs(value - one$value) <= 1e-6) verdict <- words$equal
  else { verdict <- words$different; different <- TRUE }
  cat(sprintf("%-40s%16.8f%16.8f  %s\n", one$key, one$value, value, verdict))
}
if (different) quit(status = 1)
