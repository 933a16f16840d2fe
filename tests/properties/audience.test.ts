// No audience receives what is not meant for it: what a pharmacy counter may hear (design 8, 9.7).

import { basename, join } from 'node:path';
import { AUDIENCES, NEVER_OVERRIDDEN, type Sentences } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { loadProgramme, programmeFolders } from '../../packages/data/src/programmes/load.ts';
import { askCore, type Line, line } from '../reference/history.ts';
import { GOOD_TEST } from '../reference/scripts.ts';
import { compliantPatients } from './granted.ts';

/** Words that would tell a queue of a result, a method, a mood or the cause of a hold. */
const OVERHEARD =
  /positive|negative|pregnan|menses|period|contracept|condom|\bpill\b|abstinen|steril|hysterect|mood|depress|suicid|self-harm|sexual|menopaus/i;
const root = join(import.meta.dirname, '../../programmes');

describe('H-07 what a pharmacist is told', () => {
  it('is only to contact the prescriber when a safety rule closes the gate', () => {
    const [patient] = compliantPatients(1).filter((one) => one.name.startsWith('us-2021 can'));
    const closers: Line[] = [
      line('PregnancyTestReported', patient!.today, { ...GOOD_TEST, result: 'positive' }),
      line('PregnancyReported', patient!.today, { reportedBy: 'patient' }),
      line('PeriodMissed', patient!.today, {}),
      line('UnprotectedContactReported', patient!.today, {}),
      line('EmergencyContraceptionUsed', patient!.today, {}),
      line('SafetyHoldPlaced', patient!.today, { hold: 'h', cause: 'mood' }),
      line('TreatmentConsentWithdrawn', patient!.today, {}),
      line('PatientDied', patient!.today, {}),
    ];
    const decision = askCore(patient!.rules, [...patient!.lines, ...closers], {
      stage: 'dispense',
      day: patient!.today,
    });
    if (decision.outcome !== 'denied') throw new Error('not denied');
    const closed = decision.reasons.filter((reason) => NEVER_OVERRIDDEN.includes(reason.code));
    expect(closed.length).toBeGreaterThanOrEqual(closers.length);
    expect([...new Set(closed.map((reason) => reason.text.pharmacist))]).toEqual([
      'Contact the prescriber.',
    ]);
    for (const { text } of closed) expect(text.patient).not.toMatch(OVERHEARD);
  });

  it.each(programmeFolders(root).map((folder) => basename(folder)))(
    '%s tells no result, method, mood or cause, and speaks to everybody',
    (id) => {
      const outcome = loadProgramme(join(root, id));
      if (!outcome.ok) throw new Error(`${id} does not load`);
      for (const edition of outcome.loaded.programme.editions)
        for (const requirement of edition.requirements) {
          const text: Sentences = requirement.text;
          for (const audience of AUDIENCES)
            expect([requirement.id, text[audience].length > 0]).toEqual([requirement.id, true]);
          expect([edition.id, requirement.id, OVERHEARD.exec(text.pharmacist)?.[0]]).toEqual([
            edition.id,
            requirement.id,
            undefined,
          ]);
        }
    },
  );
});
