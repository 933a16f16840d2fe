// The first screen: what the gate says, today's capsules, how it feels.
// Never anything beside the one sentence when the clinic has to speak with the patient.

import { t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Screen } from '../ui/parts.tsx';
import { DoseCard } from './dose-card.tsx';
import { FeltCard } from './felt-card.tsx';
import { GateLine, Stop } from './gate-line.tsx';
import { GuardianHome } from './guardian-home.tsx';

export function Today() {
  const { own, account } = useDiary();
  if (account.role === 'guardian') return <GuardianHome />;
  return (
    <Screen title={t('today.title')}>
      {own?.value.mustStop === true ? (
        <Stop />
      ) : (
        <>
          <GateLine />
          <DoseCard />
          <FeltCard />
        </>
      )}
    </Screen>
  );
}
