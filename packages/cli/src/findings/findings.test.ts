// The findings of the example course, as text, as JSON and as a PDF.

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';

const file = example('course-to-report');
const LATER = '2026-12-01T12:00:00Z';
const findings = (...more: readonly string[]) => runHere(['findings', ...more, file]);

describe('aegle findings', () => {
  it('shows the schedule, the results, the effects and the report of a course', async () => {
    const { code, out } = await findings('--policy', 'smpc', '--at', LATER);
    expect(code).toBe(0);
    for (const line of [
      'liver: done 2025-02-13 to 2025-02-27 (after start; smpc)',
      'triglycerides: done 2025-03-06 to 2025-03-20 (result asks for a repeat)',
      '2025-02-20 triglycerides 4.7 mmol/L; CTCAE v5 grade 2; CTCAE v6 grade 2; act: Repeat in 2 to 4 weeks',
      'triglycerides in mmol/L: 1.1 to 2 (x 1.82); neither',
      'dry lips: by 2025-02-01, worst grade 1, last reported 2025-02-01, gone by 2025-08-01',
      'dry eyes: unknown now; last reported 11 months after the last capsule',
      'headache: unknown now; last reported during the course',
      'liver: missed 2025-05-13 to 2025-05-27 (at interval; smpc)',
      'any prescription: relapsed, 469 days',
      'systemic: free so far, 469 days',
      'oil 0 10 before / best / last: 8 / 1 / 6, better; beyond measurement error: yes',
      'visit 12 months, 2026-06-19: done',
      'This cannot show that the medicine caused it',
    ])
      expect(out).toContain(line);
  });

  it('knows only what was recorded by then, and has no report while the course goes on', async () => {
    const { out } = await findings('--at', '2025-04-01T12:00:00Z');
    expect(out).toContain('the course goes on, or has not begun');
    expect(out).toContain(
      'alt: overdue 2025-03-15 to 2025-03-29 (peak dose; xia-2022, product-default)'.replace(
        'xia-2022, ',
        '',
      ),
    );
  });

  it('answers JSON, and writes the report as a PDF that does not exist yet', async () => {
    const pdf = join(mkdtempSync(join(tmpdir(), 'aegle-report-')), 'report.pdf');
    const ran = await findings('--at', LATER, '--json', '--pdf', pdf);
    expect(JSON.parse(ran.out)).toMatchObject({
      version: 1,
      today: '2026-12-01',
      findings: { report: { monthsSinceLastDose: 17, lastDoseOn: '2025-06-19' } },
    });
    expect(readFileSync(pdf).subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect((await findings('--at', LATER, '--pdf', pdf)).code).toBe(1);
    const early = await findings('--at', '2025-04-01T12:00:00Z', '--pdf', `${pdf}2`);
    expect(early.code).toBe(1);
    expect(early.error).toContain('no_report_yet');
  });

  it('refuses a policy that the evidence does not name', async () => {
    const ran = await findings('--policy', 'weekly');
    expect(ran.code).toBe(1);
    expect(ran.error).toContain('unknown_policy');
  });

  it('refuses a risk that the policy does not ask about', async () => {
    const known = await findings('--policy', 'smpc', '--risk', 'diabetes,obesity', '--at', LATER);
    expect(known.code).toBe(0);
    const nope = await findings('--policy', 'smpc', '--risk', 'nope');
    expect(nope.code).toBe(1);
    expect(nope.error).toContain('unknown_risk. The policy smpc asks about: diabetes, obesity');
    // The policy used unless another is named asks about none: a risk would change nothing there.
    for (const command of ['findings', 'agenda', 'course']) {
      const ran = await runHere([command, '--risk', 'diabetes', file]);
      expect(ran.code, command).toBe(1);
      expect(ran.error).toContain('--risk: unknown_risk');
    }
  });
});
