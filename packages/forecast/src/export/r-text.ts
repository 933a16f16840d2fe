// The whole typical course as R: kinetics for rxode2 or deSolve, then the day's steps, then relapse.
// Never a number that the course does not hold: the text is made from it.

import { type DayProgram, dayProgram, shownColumns } from './day-program.ts';
import { linesIn, R } from './syntax.ts';
import type { TypicalCourse } from './typical-course.ts';

const list = (values: readonly number[]): string => values.map(String).join(', ');

function parametersIn(parameters: Readonly<Record<string, number>>): string {
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

/** The day's steps, and relapse after the stop, in R. */
function daysOf(program: DayProgram): string {
  const columns = shownColumns(program);
  const vector = (names: readonly string[]) =>
    names.map((one) => `${one} = ${one}`).join(',\n      ');
  const starts = Object.entries(program.states).map(([name, value]) => `  ${name} <- ${value}`);
  return `
# One step a day: every rate is exact for what is held through the day. Lesions are shares of before.
course <- function(doseRate) with(p, {
${starts.join('\n')}
  rows <- vector("list", length(doseRate))
  for (i in seq_along(doseRate)) {
    day <- i - 1
    dose <- doseRate[i]
${linesIn(R, program.ofDay, '    ')}${linesIn(R, program.shown, '    ')}    rows[[i]] <- c(
      ${vector(columns)})
${linesIn(R, program.step, '    ')}  }
  as.data.frame(do.call(rbind, rows))
})
${program.relapse.length === 0 ? '' : relapseOf(program, vector)}`;
}

function relapseOf(program: DayProgram, vector: (names: readonly string[]) => string): string {
  return `
# Share of people like this who relapsed, by reading of the dose, so many days after the day that follows
# the last capsule. A forecast weighs the readings; none of them is the right one.
relapse <- function(daysSince) with(p, {
  rows <- lapply(daysSince, function(since) {
${linesIn(R, program.relapse, '    ')}    c(since = since,
      ${vector(program.relapseColumns)})
  })
  as.data.frame(do.call(rbind, rows))
})
`;
}

/** A script that runs by itself: \`Rscript course.R\` prints days, and then relapse, as CSV. */
export function rText(course: TypicalCourse): string {
  const { release, parameters, absorbedMg, days, consequences } = course;
  const program = dayProgram(course);
  const printed =
    consequences.relapse === null
      ? ''
      : `
  cat("\\n")
  show(relapse(c(${list(consequences.relapse.daysSince)})))`;
  return `# Typical course under ${release.name} (digest ${release.digest}); equations: MODEL.md.
# Hours for the kinetics, then a step a day. Nobody misses a capsule or flares.
p <- list(
${parametersIn({ ...program.constants, ...parameters })})
absorbedMg <- c(${list(absorbedMg)})
days <- ${days}
${KINETICS}${daysOf(program)}
if (!interactive()) {
  show <- function(rows) write.csv(format(rows, digits = 15), row.names = FALSE, quote = FALSE)
  daily <- solve_desolve()
  show(cbind(daily, course(daily$doseRate)))${printed}
}
`;
}
