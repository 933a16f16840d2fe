// Figures in words and sources as links, as the programme pages show them.

import { expect, it } from 'vitest';
import {
  addressOf,
  categoriesOf,
  figureInWords,
  figuresOf,
  type Parameter,
  type Requirement,
  requirementsFor,
  type Source,
} from './figures.ts';

it('writes a figure with its unit', () => {
  expect(figureInWords(30, 'day')).toBe('30 days');
  expect(figureInWords(1, 'calendar_month')).toBe('1 calendar month');
  expect(figureInWords(25, 'mIU/mL')).toBe('25 mIU/mL');
  expect(figureInWords('2021-12-13', 'day')).toBe('13 December 2021');
});

it('opens only web addresses', () => {
  const from = (url: string) => addressOf({ url } as Source);
  expect(from('https://example.org/forms (page.json)')).toBe('https://example.org/forms');
  expect(from('javascript:alert(1)')).toBeNull();
});

const requirement = (id: string, stages: string[], categories: string[]) =>
  ({ id, stages, categories }) as unknown as Requirement;

it('keeps what binds everybody beside what binds a category', () => {
  const all = [
    requirement('enrolled', ['prescribe'], []),
    requirement('test', ['prescribe'], ['can']),
    requirement('supply', ['dispense'], ['can', 'cannot']),
  ];
  expect(categoriesOf(all)).toEqual(['can', 'cannot']);
  expect(requirementsFor(all, 'prescribe', 'cannot').map((one) => one.id)).toEqual(['enrolled']);
  expect(requirementsFor(all, 'prescribe', null)).toHaveLength(2);
});

it('leads from a requirement to its figures and refuses a lost one', () => {
  const wait = { id: 'waiting-period' } as Parameter;
  const one = {
    ...requirement('wait', [], []),
    parameters: [{ name: 'length', parameter: 'waiting-period' }],
  };
  expect(figuresOf(one, [wait])).toEqual([{ name: 'length', parameter: wait }]);
  expect(() => figuresOf(one, [])).toThrow('waiting-period');
});
