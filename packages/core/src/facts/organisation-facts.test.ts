// Streams of prescribers, pharmacies and programmes as corrected: taken back, or read with the right value.

import { describe, expect, it } from 'vitest';
import type { EventData } from '../events/catalogue.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { foldOrganisation, foldProgramme } from './organisation-facts.ts';

const monday = dayOf('2024-03-04');
const tuesday = addDays(monday, 1);
const later = noonOf(addDays(monday, 90));
const programme = 'made-up';

const withdrawn = (event: string): EventData<'Corrected'> => ({
  event,
  field: 'edition',
  isWithdrawn: true,
  reason: 'the wrong edition',
});
const reworded = (event: string, field: string, value: string): EventData<'Corrected'> => ({
  event,
  field,
  value,
  isWithdrawn: false,
  reason: 'mistyped',
});

describe('H-02 corrections of organisations', () => {
  it('take back a confirmation, which may be recorded anew', () => {
    const confirmed = { edition: 'next', source: 's', confirmedBy: 'office' };
    const made = new MadeUpHistory()
      .add('EditionConfirmedInForce', monday, confirmed)
      .add('Corrected', tuesday, withdrawn('e1'));
    const editionsAt = (day: number) => [
      ...foldProgramme(made.events, noonOf(addDays(monday, day))).confirmedEditions,
    ];
    expect(editionsAt(0)).toEqual(['next']);
    expect(editionsAt(1)).toEqual([]);
    made.add('EditionConfirmedInForce', addDays(monday, 2), confirmed);
    expect(editionsAt(2)).toEqual(['next']);
  });

  it('take back an approval and leave the others', () => {
    const approval = (site: string) => ({
      edition: 'next',
      editionDigest: 'd',
      site,
      clinicalSafetyOfficer: 'x',
      acceptedAssumptions: [],
    });
    const made = new MadeUpHistory()
      .add('EditionApprovedForUse', monday, approval('one'))
      .add('EditionApprovedForUse', monday, approval('two'))
      .add('Corrected', tuesday, withdrawn('e1'));
    expect(foldProgramme(made.events, later).approvals.map((one) => one.site)).toEqual(['two']);
  });

  it('read a certificate with the right day and specialty', () => {
    const made = new MadeUpHistory()
      .add('PrescriberCertified', monday, { programme, specialty: 'dermatologist' })
      .add('Corrected', tuesday, reworded('e1', 'specialty', 'general_practitioner'))
      .add('Corrected', tuesday, reworded('e1', 'occurredOn', '2023-03-04'));
    const standing = foldOrganisation(made.events, later).get(programme);
    expect(standing).toMatchObject({
      specialty: 'general_practitioner',
      certifiedOn: dayOf('2023-03-04'),
    });
    expect(foldOrganisation(made.events, noonOf(monday)).get(programme)).toMatchObject({
      specialty: 'dermatologist',
      certifiedOn: monday,
    });
  });

  it('entered late undo nothing that came after them', () => {
    const pharmacy = new MadeUpHistory()
      .add('PharmacyCertified', addDays(monday, -800), { programme })
      .add('PharmacyRenewed', tuesday, { programme })
      .add('PharmacyRenewed', addDays(monday, -400), { programme })
      .add('PharmacyStaffTrained', tuesday, { programme })
      .add('PharmacyStaffTrained', addDays(monday, -400), { programme })
      .add('SitePharmacistDesignated', tuesday, { programme, pharmacist: 'now' })
      .add('SitePharmacistDesignated', monday, { programme, pharmacist: 'before' });
    expect(foldOrganisation(pharmacy.events, later).get(programme)).toMatchObject({
      renewedOn: tuesday,
      trainedOn: tuesday,
      designatedOn: tuesday,
      designated: 'now',
    });
    const overlay = { overlay: 'local', adoptedBy: 'office' };
    const office = new MadeUpHistory()
      .add('OverlayAdopted', tuesday, { ...overlay, isWithdrawn: true })
      .add('OverlayAdopted', monday, { ...overlay, isWithdrawn: false });
    expect([...foldProgramme(office.events, later).adoptedOverlays]).toEqual([]);
  });

  it('take back a pharmacy certificate, so that it does not stand', () => {
    const made = new MadeUpHistory()
      .add('PharmacyCertified', monday, { programme })
      .add('Corrected', tuesday, withdrawn('e1'));
    expect(foldOrganisation(made.events, later).get(programme)?.certifiedOn).toBeUndefined();
  });

  it('move a certificate to another programme', () => {
    const made = new MadeUpHistory()
      .add('PrescriberCertified', monday, { programme })
      .add('Corrected', tuesday, reworded('e1', 'programme', 'other'));
    expect([...foldOrganisation(made.events, later).keys()]).toEqual(['other']);
  });

  it('that cannot be read take away what opens and leave what closes', () => {
    const made = new MadeUpHistory()
      .add('PrescriberCertified', monday, { programme })
      .add('PrescriberSuspended', tuesday, { programme })
      .add('Corrected', tuesday, reworded('e1', 'occurredOn', 'yesterday'))
      .add('Corrected', tuesday, reworded('e2', 'occurredOn', 'yesterday'));
    expect(foldOrganisation(made.events, later).get(programme)).toMatchObject({
      certifiedOn: undefined,
      isSuspended: true,
    });
  });
});

describe('H-01 a certificate of the day of a suspension', () => {
  it.each(['PrescriberSuspended', 'PrescriberDeactivated'] as const)(
    'does not lift %s: nobody knows which was first',
    (type) => {
      const made = new MadeUpHistory()
        .add('PrescriberCertified', monday, { programme })
        .add(type, tuesday, { programme })
        .add('PrescriberCertified', tuesday, { programme });
      const stands = () => foldOrganisation(made.events, later).get(programme)!;
      expect(stands().isSuspended || stands().isDeactivated).toBe(true);
      made.add('PrescriberCertified', addDays(tuesday, 1), { programme });
      expect(stands().isSuspended || stands().isDeactivated).toBe(false);
    },
  );

  it('does not open a suspended pharmacy', () => {
    const made = new MadeUpHistory()
      .add('PharmacySuspended', tuesday, { programme })
      .add('PharmacyCertified', tuesday, { programme });
    expect(foldOrganisation(made.events, later).get(programme)?.isSuspended).toBe(true);
  });
});
