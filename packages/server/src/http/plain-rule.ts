// What a schema asks of a field, in a sentence for whoever typed it. Never a library's wording, never a value.

import { stepOfUnknownField } from '@aegle/api';

/** One finding of the schema library: its code and what the schema asked for. */
export interface SchemaFinding {
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'It is a text.',
  number: 'It is a number.',
  int: 'It is a whole number.',
  boolean: 'It is yes or no (true or false).',
  array: 'It is a list.',
  object: 'It is a group of fields.',
  date: 'It is a day.',
  null: 'It is left empty.',
};

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'It is an id as Aegle writes it.',
  email: 'It is an e-mail address.',
  url: 'It is a web address.',
  date: 'It is a day as YYYY-MM-DD.',
  datetime: 'It is an instant as in 2026-11-29T12:00:00Z.',
};

/** The rule that was not kept, as one sentence: the schema's own where it says what it asks for. */
export function plainRule({ keyword, message = '', params }: SchemaFinding): string {
  if (OWN_RULE.test(message)) return message;
  switch (keyword) {
    case 'invalid_type':
      if (/received undefined/.test(message)) return MISSING;
      return TYPES[String(params.expected)] ?? 'It has the documented type.';
    case 'too_small':
      return sizeRule(params, 'minimum', 'at least');
    case 'too_big':
      return sizeRule(params, 'maximum', 'at most');
    case 'invalid_format':
      return FORMATS[String(params.format)] ?? ownOr(message, 'It is written as documented.');
    case 'invalid_value':
      return valuesRule(params.values);
    case 'unrecognized_keys':
      return UNKNOWN_FIELD;
    case 'not_multiple_of':
      return 'It is a whole step of the documented size.';
    case 'custom':
      return ownOr(message, 'It is as documented.');
    default:
      return 'It has one of the documented shapes.';
  }
}

const OWN_RULE = /^It is .+\.$/;
const MISSING = 'It has to be there.';
const UNKNOWN_FIELD = 'It is a documented field.';

/** The fields of an object that nobody documents, where their names can be said again. */
export function unknownFields({ keyword, params }: SchemaFinding): readonly string[] {
  if (keyword !== 'unrecognized_keys' || !Array.isArray(params.keys)) return [];
  return params.keys.filter((key) => typeof key === 'string' && NAME_OF_A_FIELD.test(key));
}

/** Never a number, a date or a sentence: what is repeated to the sender is a name. */
const NAME_OF_A_FIELD = /^[a-z][A-Za-z]{0,39}$/;

/** What to do about a field that nobody documents: the one that was meant, where one is near. */
export const unknownStep = (rule: string, name: string): string =>
  `${stepOfUnknownField(rule, name)}, and send it again; /openapi.json has every field.`;

/** What to write instead, where the rule says what it is; else where every field is described. */
export function plainStep(rule: string): string {
  if (rule === MISSING) return 'Add it, and send it again; /openapi.json has every field.';
  const [, wanted] = /^It is (.+)\.$/.exec(rule) ?? [];
  const step =
    wanted === undefined || /^left empty|^not /.test(wanted) ? 'Change this' : `Write ${wanted}`;
  return `${step}, and send it again; /openapi.json has every field.`;
}

function sizeRule(
  params: SchemaFinding['params'],
  bound: 'minimum' | 'maximum',
  words: 'at least' | 'at most',
): string {
  const limit = String(params[bound]);
  const isOne = limit === '1';
  if (params.origin === 'string')
    return bound === 'minimum' && isOne
      ? 'It is not empty.'
      : `It has ${words} ${limit} character${isOne ? '' : 's'}.`;
  if (params.origin === 'array') return `It has ${words} ${limit} entr${isOne ? 'y' : 'ies'}.`;
  if (params.inclusive === false)
    return `It is ${bound === 'minimum' ? 'more' : 'less'} than ${limit}.`;
  return `It is ${words} ${limit}.`;
}

function valuesRule(values: unknown): string {
  if (!Array.isArray(values) || values.length === 0) return 'It is one of the documented values.';
  return `It is ${values.length === 1 ? '' : 'one of '}${values.map(String).join(', ')}.`;
}

/** A sentence that the schema states itself; the library's own begins with what is wrong. */
function ownOr(message: string, otherwise: string): string {
  if (message === '' || /^(Invalid|Too |Unrecognized|Expected)/.test(message)) return otherwise;
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
