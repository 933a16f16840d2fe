// Bodies that look small and are long to read: wide, deep, of many types and names, texts in texts, forms.
// Never used outside tests.

/** As many of them, each with its number, as a body of that length has. */
export function filled(unit: (index: number) => string, length: number, between = ','): string {
  const parts: string[] = [];
  for (let left = length, index = 0; ; index += 1) {
    const part = unit(index);
    left -= part.length + between.length;
    if (left < 0) return parts.join(between);
    parts.push(part);
  }
}

const name = (index: number) => index.toString(36);
const nested = (open: string, inner: string, close: string, length: number) => {
  const times = Math.floor((length - inner.length) / (open.length + close.length));
  return open.repeat(times) + inner + close.repeat(times);
};
const types = (length: number) => `"type":[${filled((index) => `"${name(index)}"`, length)}]`;
const keys = (length: number) => filled((index) => `"k${name(index)}":1`, length);
const zeros = (length: number) => `[${filled(() => '0', length)}]`;
const DANGER = '{"result":"positive"}';

function textInText(length: number): string {
  let text = DANGER;
  while (text.length < length / 3) text = JSON.stringify([text]);
  return text;
}

/** JSON, whole or broken, of about so many signs. */
export const HOSTILE_JSON: Readonly<Record<string, (length: number) => string>> = {
  'many types beside many keys': (length) => `{${types(length / 2)},${keys(length / 2)}}`,
  'many types over one long list': (length) =>
    `{${types(length / 2)},"data":{"result":"positive","list":${zeros(length / 2)}}}`,
  'one type, many times': (length) =>
    `{"type":[${filled(() => '"PeriodMissed"', length / 2)}],${keys(length / 2)}}`,
  'many events of other types': (length) =>
    `{"events":[${filled((index) => `{"type":"PregnancyTestRep${name(index)}"}`, length)}]}`,
  'many empty events': (length) => `{"events":[${filled(() => '{}', length)}]}`,
  'one event in the data of another': (length) => nested('{"data":', DANGER, '}', length),
  'a long list in events in events': (length) =>
    `${'{"data":'.repeat(30)}{"result":"positive","list":${zeros(length)}}${'}'.repeat(30)}`,
  'a long text in events in events': (length) =>
    `${'{"data":'.repeat(30)}{"result":"x","note":"${'y'.repeat(length)}"}${'}'.repeat(30)}`,
  'deep objects': (length) => nested('{"a":', DANGER, '}', length),
  'deep lists': (length) => nested('[', DANGER, ']', length),
  'deep, without an end': (length) => '{"a":'.repeat(length / 5),
  'nothing but beginnings': (length) => '{'.repeat(length),
  'many lists': (length) => `{"events":[${filled(() => '[]', length)}]}`,
  'many zeros': zeros,
  'many names': (length) => `{${keys(length)}}`,
  'one name, many times': (length) => `{${filled(() => '"a":1', length)}}`,
  'events, many times': (length) => `{${filled(() => '"events":[{"type":"x"}]', length)}}`,
  'prototypes, many times': (length) => `{${filled(() => '"__proto__":1', length)}}`,
  'a long type': (length) => `{"events":[{"type":"${'x'.repeat(length)}"}]}`,
  'texts in texts': textInText,
  'many texts': (length) => `{"events":[${filled(() => '"[1]"', length)}]}`,
  'texts that begin in one another': (length) => `['${"[\\'".repeat(length / 3)}`,
  'many quotes': (length) => `'"`.repeat(length / 2),
  'many backslashes': (length) => '\\a'.repeat(length / 2),
  'many words': (length) => 'a '.repeat(length / 2),
};

const part = (index: number) =>
  `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n{"type":"${name(index)}"}`;

/** Forms of about so many signs. */
export const HOSTILE_FORMS: Readonly<Record<string, (length: number) => string>> = {
  'many types beside many fields': (length) => {
    const fields = filled((index) => `k${name(index)}=1`, length / 2, '&');
    return `${filled((index) => `type=${name(index)}`, length / 2, '&')}&${fields}`;
  },
  'a deep field': (length) => `type=a&${'data.'.repeat(length / 5)}=1`,
  'many deep fields': (length) => filled((index) => `a.b.c.${name(index)}.type=1`, length, '&'),
  'many nameless fields': (length) => filled(() => '=', length, '&'),
  'parts of a form': (length) => `${filled(part, length, '\r\n')}\r\n--x--`,
};
