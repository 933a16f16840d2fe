// The typical course as R: kinetics for rxode2 or deSolve, and the day's steps of gland and lesions.
// Never a number that the course does not hold: the text is made from it.

import type { CourseParameters, TypicalCourse } from './typical-course.ts';

const list = (values: readonly number[]): string => values.map(String).join(', ');

function parametersIn(parameters: CourseParameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `  ${name} = ${value}`)
    .join(',\n');
}

const KINETICS = `
# dG, dA1, dA2, dM in mg per hour; A1 and M also summed up, so that a day's mean is exact.
kinetics_desolve <- function(t, y, p) with(as.list(c(y, p)), {
  absorbed <- absorptionPerHour * G
  list(c(
    G = -absorbed,
    A1 = absorbed - (clearanceLph + exchangeLph) * A1 / centralL + exchangeLph * A2 / peripheralL,
    A2 = exchangeLph * A1 / centralL - exchangeLph * A2 / peripheralL,
    M = clearanceLph * A1 / centralL - metaboliteClearanceLph * M / metaboliteVolumeL,
    AUC = A1 / centralL,
    AUCM = M / metaboliteVolumeL))
})

# The same for rxode2: rxode2::rxode2(kinetics_rxode2), doses into G after a lag.
kinetics_rxode2 <- "
  d/dt(G) = -absorptionPerHour * G;
  alag(G) = lagHours;
  d/dt(A1) = absorptionPerHour * G - (clearanceLph + exchangeLph) * A1 / centralL
    + exchangeLph * A2 / peripheralL;
  d/dt(A2) = exchangeLph * A1 / centralL - exchangeLph * A2 / peripheralL;
  d/dt(M) = clearanceLph * A1 / centralL - metaboliteClearanceLph * M / metaboliteVolumeL;
  d/dt(AUC) = A1 / centralL;
  d/dt(AUCM) = M / metaboliteVolumeL;
"

# Means of each day, mg/L, and the parent cleared over it, mg/kg: the effective dose.
exposure <- function(auc, aucm) data.frame(
  parent = diff(auc) / 24,
  metabolite = diff(aucm) / 24,
  doseRate = p$clearanceLph * diff(auc) / p$weightKg)

solve_desolve <- function() {
  hours <- 24 * (seq_along(absorbedMg) - 1) + p$lagHours
  given <- absorbedMg > 0
  doses <- data.frame(var = "G", time = hours[given], value = absorbedMg[given], method = "add")
  at <- 24 * (0:days)
  y <- c(G = 0, A1 = 0, A2 = 0, M = 0, AUC = 0, AUCM = 0)
  run <- deSolve::ode(y, sort(unique(c(at, doses$time))), kinetics_desolve, p, method = "lsoda",
    rtol = 1e-11, atol = 1e-12, events = list(data = doses))
  kept <- run[match(at, run[, "time"]), ]
  exposure(kept[, "AUC"], kept[, "AUCM"])
}
`;

const DAYS = `
# Gland and lesions, one step a day: every rate is exact for what is held through the day.
course <- function(doseRate) with(p, {
  n <- length(doseRate)
  out <- data.frame(suppression = numeric(n), reservoir = 0, comedones = 0, inflammatory = 0, nodules = 0)
  fast <- 0; durable <- 0; level <- 1
  drive <- 1; comedone <- 1; inflamed <- 1; nodule <- 1
  to <- function(rate) 1 - exp(-rate)
  for (i in seq_len(n)) {
    dose <- doseRate[i]
    now <- fast + durable
    natural <- 1 - naturalFall * (1 - exp(-(i - 1) / naturalTime))
    out[i, ] <- c(now, level, natural * comedone, natural * inflamed, natural * nodule)
    level <- level + to(reservoirRate) * (1 - now - level)
    target <- glandMaximum * dose / (glandDose50 + dose)
    kept <- durableShare * target
    durable <- kept + (durable - kept) *
      (if (kept > durable) exp(-durableBuildRate) else exp(-log(2) / durableHalfLife))
    rest <- max(0, target - durable)
    fast <- rest + (fast - rest) * (if (rest > fast) exp(-glandOnRate) else exp(-log(2) / glandOffHalfLife))
    drive <- drive * (1 - to(resetRate) * dose / (resetDose50 + dose))
    nodule <- nodule + to(noduleRate) * (inflamed - nodule)
    inflamed <- inflamed + to(inflammatoryRate) * (comedone - inflamed)
    comedone <- comedone + to(comedoneRate) * (drive * (1 - glandShare * now) - comedone)
  }
  out
})
`;

/** A script that runs by itself: \`Rscript course.R\` prints the course as CSV, through deSolve. */
export function rText(course: TypicalCourse): string {
  const { release, parameters, absorbedMg, days } = course;
  return `# Typical course under ${release.name} (digest ${release.digest}); equations: MODEL.md.
# Hours for the kinetics, days for gland and lesions. Nobody misses a capsule, flares or relapses.
p <- list(
${parametersIn(parameters)})
absorbedMg <- c(${list(absorbedMg)})
days <- ${days}
${KINETICS}${DAYS}
if (!interactive()) {
  daily <- solve_desolve()
  write.csv(format(cbind(daily, course(daily$doseRate)), digits = 15), row.names = FALSE, quote = FALSE)
}
`;
}
