# Writes the golden values of core/registry from R's `survival`: Kaplan-Meier, cumulative incidence,
# and intervals of a share. Run it in this folder: Rscript survival-golden.R > survival.golden.json
# Never run by the tests: they read what it wrote.
suppressMessages(library(survival))

# A linear congruential generator, so that the same courses come out everywhere.
state <- 20261129
draw <- function() {
  state <<- (state * 1103515245 + 12345) %% 2147483648
  state / 2147483648
}
courses <- function(n) {
  t(sapply(seq_len(n), function(i) {
    relapse <- -log(1 - draw()) * 420
    retreatment <- -log(1 - draw()) * 1500
    left <- draw() * 1100
    days <- ceiling(min(relapse, retreatment, left))
    cause <- if (left <= min(relapse, retreatment)) 0 else if (relapse <= retreatment) 1 else 2
    c(days = max(days, 1), cause = cause)
  }))
}
num <- function(x) paste0("[", paste(ifelse(is.finite(x), format(x, digits = 15, trim = TRUE), "null"), collapse = ", "), "]")
curve <- function(fit) {
  at <- fit$n.event > 0
  paste0(
    "{ \"time\": ", num(fit$time[at]), ", \"atRisk\": ", num(fit$n.risk[at]),
    ", \"events\": ", num(fit$n.event[at]), ", \"survival\": ", num(fit$surv[at]),
    ", \"low\": ", num(fit$lower[at]), ", \"high\": ", num(fit$upper[at]), " }"
  )
}
incidence <- function(fit, k) {
  at <- rowSums(fit$n.event[, -1, drop = FALSE]) > 0
  paste0(
    "{ \"time\": ", num(fit$time[at]), ", \"incidence\": ", num(fit$pstate[at, k]),
    ", \"standardError\": ", num(fit$std.err[at, k]),
    ", \"low\": ", num(fit$lower[at, k]), ", \"high\": ", num(fit$upper[at, k]), " }"
  )
}
sets <- sapply(c(12, 80, 400), function(n) {
  d <- as.data.frame(courses(n))
  any <- survfit(Surv(days, cause > 0) ~ 1, data = d, conf.type = "log")
  loglog <- survfit(Surv(days, cause > 0) ~ 1, data = d, conf.type = "log-log")
  both <- survfit(Surv(days, factor(cause, 0:2)) ~ 1, data = d)
  paste0(
    "{ \"days\": ", num(d$days), ", \"cause\": ", num(d$cause),
    ",\n  \"log\": ", curve(any), ",\n  \"logLog\": ", curve(loglog),
    ",\n  \"relapse\": ", incidence(both, 2), ",\n  \"retreatment\": ", incidence(both, 3), " }"
  )
})
shares <- apply(rbind(c(0, 10), c(3, 50), c(7, 12), c(52, 720), c(40, 40)), 1, function(s) {
  wilson <- suppressWarnings(prop.test(s[1], s[2], correct = FALSE))$conf.int
  exact <- binom.test(s[1], s[2])$conf.int
  paste0(
    "{ \"count\": ", s[1], ", \"of\": ", s[2], ", \"wilson\": ", num(wilson),
    ", \"clopperPearson\": ", num(exact), " }"
  )
})
cat("{ \"r\": \"", R.version.string, "\", \"survival\": \"",
  as.character(packageVersion("survival")), "\",\n\"sets\": [\n",
  paste(sets, collapse = ",\n"), "\n],\n\"shares\": [\n", paste(shares, collapse = ",\n"), "\n] }\n", sep = "")
