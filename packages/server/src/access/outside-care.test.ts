// Every role on every route that shows patients: inside the care, or with a purpose to log.

import { ENDPOINT_NAMES } from '@aegle/api';
import { ROLES } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { outsideCare, patientsIn } from './outside-care.ts';
import { ROUTE_ACCESS, scopeOn } from './policy.ts';

const roled = ENDPOINT_NAMES.filter((name) => typeof ROUTE_ACCESS[name] === 'object');

describe('H-07 reads from outside the care', () => {
  it.each(roled)('%s: who reaches all patients of the tenant has a purpose', (name) => {
    for (const role of ROLES)
      expect(() => outsideCare(name, role, scopeOn(name, role))).not.toThrow();
  });

  it('are those of the safety officer, of the programme office, and every copy taken', () => {
    const outside = new Set<string>();
    for (const name of roled)
      for (const role of ROLES) {
        const found = outsideCare(name, role, scopeOn(name, role));
        if (found !== null) outside.add(`${role} ${name} ${found.shown} ${found.purpose}`);
      }
    expect([...outside].sort()).toEqual([
      'patient exportPatient named copy_of_record',
      'prescriber exportPatient named copy_of_record',
      'programme_officer ask named programme_oversight',
      'programme_officer closeTask in_answer programme_oversight',
      'programme_officer escalateTask in_answer programme_oversight',
      'programme_officer explainDecision named programme_oversight',
      'programme_officer listAgenda in_answer programme_oversight',
      'programme_officer listTasks in_answer programme_oversight',
      'programme_officer readAgenda named programme_oversight',
      'programme_officer replayDecision named programme_oversight',
      'safety_officer appendEvents named safety_review',
      'safety_officer ask named safety_review',
      'safety_officer closeTask in_answer safety_review',
      'safety_officer erasePatient named safety_review',
      'safety_officer escalateTask in_answer safety_review',
      'safety_officer explainDecision named safety_review',
      'safety_officer exportPatient named copy_of_record',
      'safety_officer findPatient in_answer safety_review',
      'safety_officer listAgenda in_answer safety_review',
      'safety_officer listPatients in_answer safety_review',
      'safety_officer listTasks in_answer safety_review',
      'safety_officer readAgenda named safety_review',
      'safety_officer readCourse named safety_review',
      'safety_officer readCoursePlan named safety_review',
      'safety_officer readPatient named safety_review',
      'safety_officer readPatientSummary named safety_review',
      'safety_officer readTimeline named safety_review',
      'safety_officer replayDecision named safety_review',
      'safety_officer reverseAuthorization named safety_review',
    ]);
  });

  it('refuse a role that was given all patients without a purpose', () => {
    expect(() => outsideCare('readTimeline', 'researcher', 'tenant')).toThrow(TypeError);
    expect(outsideCare('readTimeline', 'prescriber', 'own_organisation')).toBeNull();
  });

  it('name each patient of an answer once', () => {
    const tasks = [{ patient: 'a' }, { patient: null }, { patient: 'b' }, { patient: 'a' }];
    expect(patientsIn({ tasks })).toEqual(['a', 'b']);
    expect(patientsIn({ patient: null })).toEqual([]);
  });
});
