// Numbers to tap: the clinic's as registered, and the country's as published.
// Never a number that no source names: then it says whom to call all the same.

import findings from 'virtual:patient-findings';
import { t } from '../messages/messages.ts';

interface CallsProps {
  readonly clinics: readonly { readonly name: string; readonly phone: string | null }[];
  readonly country: string | null;
  /** Crisis lines too: after thoughts of self-harm. */
  readonly withCrisis?: boolean;
}

interface CallProps {
  readonly text: string;
  readonly phone: string;
  /** Some lines read texts and answer no call. */
  readonly isText?: boolean;
  readonly isEmergency?: boolean;
}

function Call({ text, phone, isText = false, isEmergency = false }: CallProps) {
  const number = phone.replaceAll(/[^+\d]/g, '');
  return (
    <a class={isEmergency ? 'call emergency' : 'call'} href={`${isText ? 'sms' : 'tel'}:${number}`}>
      {text} <span class="whole">{phone}</span>
    </a>
  );
}

/** The clinic first; then the emergency number of the country. */
export function Calls({ clinics, country, withCrisis = false }: CallsProps) {
  const listed = country === null ? [] : (findings.contacts[country] ?? []);
  const crisis = listed.filter(({ use }) => withCrisis && use === 'crisis');
  const emergency = listed.filter(({ use }) => use === 'emergency');
  const numbers = clinics.flatMap(({ name, phone }) => (phone === null ? [] : [{ name, phone }]));
  return (
    <div class="calls">
      {numbers.map(({ name, phone }) => (
        <Call key={`${name} ${phone}`} text={t('call.number', { name })} phone={phone} />
      ))}
      {numbers.length === 0 && <p>{t('call.clinic')}</p>}
      {crisis.map(({ name, number, how }) => {
        const isText = how === 'text';
        const text = isText ? t('call.text', { name }) : t('call.number', { name });
        return <Call key={name} text={text} phone={number} isText={isText} />;
      })}
      {emergency.map(({ name, number }) => (
        <Call key={name} text={t('call.emergency')} phone={number} isEmergency />
      ))}
      {emergency.length === 0 && <p>{t('call.emergencyUnknown')}</p>}
    </div>
  );
}
