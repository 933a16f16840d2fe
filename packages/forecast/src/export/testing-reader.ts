// A second program: reads the exported JSON and computes the course from its words, by Runge and Kutta.
// Never imports anything of the model, so that what it finds owes it nothing.

// biome-ignore lint/suspicious/noExplicitAny: it reads a document as another program would
type Document = any;

/** Steps an hour: an absorption rate of a few per hour is then exact to 1e-9. */
const STEPS = 60;

/** Daily means of both concentrations. */
function concentrations({ parameters: p, absorbedMg, days }: Document) {
  const parent: number[] = [];
  const metabolite: number[] = [];
  const slope = (y: readonly number[]): number[] => {
    const absorbed = p.absorptionPerHour * y[0]!;
    const out = (p.exchangeLph * y[1]!) / p.centralL;
    const back = (p.exchangeLph * y[2]!) / p.peripheralL;
    const cleared = (p.clearanceLph * y[1]!) / p.centralL;
    return [
      -absorbed,
      absorbed - cleared - out + back,
      out - back,
      cleared - (p.metaboliteClearanceLph * y[3]!) / p.metaboliteVolumeL,
      y[1]! / p.centralL,
      y[3]! / p.metaboliteVolumeL,
    ];
  };
  const step = (y: readonly number[], h: number): number[] => {
    const at = (k: readonly number[], by: number) => y.map((one, i) => one + by * k[i]!);
    const a = slope(y);
    const b = slope(at(a, h / 2));
    const c = slope(at(b, h / 2));
    const d = slope(at(c, h));
    return y.map((one, i) => one + (h * (a[i]! + 2 * b[i]! + 2 * c[i]! + d[i]!)) / 6);
  };
  const advance = (y: readonly number[], hours: number): number[] => {
    const n = Math.max(1, Math.ceil(hours * STEPS));
    let out = [...y];
    for (let i = 0; i < n; i++) out = step(out, hours / n);
    return out;
  };
  let y = [0, 0, 0, 0, 0, 0];
  for (let day = 0; day < days; day++) {
    const [before, beforeM] = [y[4]!, y[5]!];
    y = advance(y, p.lagHours);
    y[0]! += absorbedMg[day] ?? 0;
    y = advance(y, 24 - p.lagHours);
    parent.push((y[4]! - before) / 24);
    metabolite.push((y[5]! - beforeM) / 24);
  }
  return { parent, metabolite };
}

const halved = (halfLife: number) => 0.5 ** (1 / halfLife);

/** What is seen at the start of a day of scars, life, blood and side effects. */
function putFollowing(
  day: number,
  t: Readonly<Record<'scars' | 'burden' | 'mucosal' | 'slow' | 'blood' | 'exposed', number>>,
  consequences: Document,
  put: (name: string, value: number) => void,
): void {
  const q = consequences.parameters;
  put('scars', t.scars);
  const left = q.unrelatedShare + (1 - q.unrelatedShare) * t.burden;
  put('qualityOfLife', q.scoreMax - Math.min(q.scoreMax, q.qolBurden * left));
  for (const lag of ['mucosal', 'slow', 'blood'] as const) put(lag, t[lag]);
  const risen = t.blood / (t.blood + q.labDose50);
  put('triglycerides', q.triglyceridesBefore * (1 + q.triglyceridesRise * risen));
  put('alt', q.altBefore * (1 + q.altRise * risen));
  const hazard = day * q.eyeBackgroundPerDay + t.exposed * q.eyeExcessPerDay;
  put('eye', 1 - Math.exp(-hazard));
  for (const { name, lag, most, dose50 } of consequences.sideEffects) {
    const own = t[lag as 'mucosal' | 'slow'];
    put(name, Math.min(1, (most * own) / (own + dose50)));
  }
}

/** Every reference column of a document by its name; relapse as "reading endpoint" and "reading ever". */
export function recompute(document: Document): Map<string, number[]> {
  const { parameters: p, consequences, days } = document;
  const q = consequences.parameters;
  const { parent, metabolite } = concentrations(document);
  const doseRate = parent.map((level) => (24 * p.clearanceLph * level) / p.weightKg);
  const columns = new Map<string, number[]>(Object.entries({ parent, metabolite, doseRate }));
  const put = (name: string, value: number) => {
    if (!columns.has(name)) columns.set(name, []);
    columns.get(name)!.push(value);
  };
  const s = {
    fast: 0,
    durable: 0,
    reservoir: 1,
    drive: 1,
    comedone: 1,
    inflammatory: 1,
    nodule: 1,
  };
  const t = { scars: 0, burden: 1, mucosal: 0, slow: 0, blood: 0, exposed: 0 };
  const toward = (from: number, to: number, rate: number) => to + (from - to) * Math.exp(-rate);
  for (let day = 0; day < days; day++) {
    const dose = doseRate[day]!;
    const suppression = s.fast + s.durable;
    const natural = 1 - p.naturalFall * (1 - Math.exp(-day / p.naturalTime));
    const shown = [natural * s.comedone, natural * s.inflammatory, natural * s.nodule] as const;
    put('suppression', suppression);
    put('reservoir', s.reservoir);
    put('comedones', shown[0]);
    put('inflammatory', shown[1]);
    put('nodules', shown[2]);
    putFollowing(day, t, consequences, put);
    if (dose > 0.001) t.exposed++;
    t.scars += q.scarRate * q.inflammatoryLesions * shown[1];
    const felt = (1 - q.inflammatoryWeight) * shown[0] + q.inflammatoryWeight * shown[1];
    t.burden = toward(t.burden, felt, q.qolLagRate);
    t.mucosal = toward(t.mucosal, dose, q.mucosalRate);
    t.slow = toward(t.slow, dose, q.slowRate);
    t.blood = toward(t.blood, dose, q.labRate);
    s.reservoir = toward(s.reservoir, 1 - suppression, p.reservoirRate);
    const target = (p.glandMaximum * dose) / (p.glandDose50 + dose);
    const kept = p.durableShare * target;
    const build = kept > s.durable ? Math.exp(-p.durableBuildRate) : halved(p.durableHalfLife);
    s.durable = kept + (s.durable - kept) * build;
    const rest = Math.max(0, target - s.durable);
    const move = rest > s.fast ? Math.exp(-p.glandOnRate) : halved(p.glandOffHalfLife);
    s.fast = rest + (s.fast - rest) * move;
    s.drive *= 1 - ((1 - Math.exp(-p.resetRate)) * dose) / (p.resetDose50 + dose);
    s.nodule = toward(s.nodule, s.inflammatory, p.noduleRate);
    s.inflammatory = toward(s.inflammatory, s.comedone, p.inflammatoryRate);
    s.comedone = toward(s.comedone, s.drive * (1 - p.glandShare * suppression), p.comedoneRate);
  }
  relapses(consequences.relapse, columns);
  return columns;
}

function relapses(relapse: Document, columns: Map<string, number[]>): void {
  if (relapse === null) return;
  const { inputs: i, parameters: r, daysSince } = relapse;
  const sites = (i.isTruncal ? r.truncal : 1) / (1 + r.truncalShare * (r.truncal - 1));
  const age = i.ageYears < 16 ? r.young : 1;
  const load = i.burden >= r.severeFrom ? r.severe : 1;
  const left = Math.max(1, r.residual) ** Math.min(1, Math.max(0, i.inflammatoryLeft - 0.1));
  const topical = Math.max(r.maintenanceFloor, r.maintenancePerMonth ** i.maintenanceMonths);
  for (const one of relapse.readings) {
    const counted = Math.min(i.cumulativeMgPerKg, one.doseTop) - r.doseReference;
    const dose = one.doseRatioPer100 ** (counted / 100);
    const clear = one.clearance ** Math.min(1, i.daysClear / (7 * r.clearWeeks));
    let least = 1;
    const ever = one.susceptible.map((susceptible: number, e: number) => {
      const sex = (i.isFemale ? r.female[e] : 1) / (1 + r.femaleShare * (r.female[e] - 1));
      const ratio = sites * age * load * left * topical * dose * clear * sex;
      least = Math.min(least, 1 - (1 - susceptible) ** ratio);
      return least;
    });
    columns.set(`${one.reading} ever`, ever);
    ever.forEach((most: number, e: number) => {
      const line = daysSince.map((day: number) => {
        const waited = Math.max(0, day - r.gapDays[e]);
        return most * (1 - Math.exp((-one.latencyPerYear[e] * waited) / 365.25));
      });
      columns.set(`${one.reading} ${e}`, line);
    });
  }
}
