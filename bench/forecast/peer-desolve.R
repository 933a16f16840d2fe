# A general solver on the same kinetics, for context: R deSolve's lsoda on a compiled model, doses as events.
# Never the same algorithm: it integrates, patient by patient, what the others superpose.
suppressPackageStartupMessages(library(deSolve))
given <- commandArgs(trailingOnly = TRUE)
doubles <- function(path) readBin(path, "double", n = file.size(path) / 8)
people <- matrix(doubles(given[1]), nrow = 8)
events <- matrix(doubles(given[2]), nrow = 3)
dyn.load(given[3])
hours <- cumsum(events[1, ])
observed <- hours[events[3, ] >= 0]
dosed <- hours[events[2, ] > 0]
amounts <- events[2, events[2, ] > 0]
parent <- metabolite <- 0
start <- proc.time()
for (k in seq_len(ncol(people))) {
  p <- people[, k]
  given_at <- dosed + p[6]
  doses <- data.frame(var = 1, time = given_at, value = amounts, method = "add")
  times <- sort(unique(c(0, observed, given_at)))
  run <- lsoda(
    y = c(G = 0, A = 0, B = 0, M = 0), times = times, func = "derivs", parms = p, dllname = "model",
    initfunc = "initmod", events = list(data = doses), rtol = 1e-8, atol = 1e-10, maxsteps = 1e5
  )
  rows <- match(observed, run[, 1])
  parent <- parent + mean(run[rows, 3]) / p[2]
  metabolite <- metabolite + mean(run[rows, 5]) / p[8]
}
took <- sum((proc.time() - start)[1:2])
cat(sprintf("%.9f %.15g %.15g\n", took, parent / ncol(people), metabolite / ncol(people)))
