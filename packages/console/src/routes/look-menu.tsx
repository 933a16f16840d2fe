// How the pages look on this device: light, dark or as the device; lists close or wide.
// Never anything of a patient: both choices stay on the device.

import { Menu, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { messages } from '../messages/messages.ts';
import { DENSITIES, densityOf, keepDensity } from '../ui/density.ts';
import styles from './shell.module.css';

const words = messages.look;
const SCHEMES = ['auto', 'light', 'dark'] as const;

/** The menu; what is chosen is marked and read aloud as such. */
export function LookMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = useState(densityOf);
  const item = (key: string, label: string, isChosen: boolean, choose: () => void) => (
    <Menu.Item
      key={key}
      role="menuitemradio"
      aria-checked={isChosen}
      leftSection={isChosen ? '✓' : '\u2003'}
      onClick={choose}
    >
      {label}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <button type="button" className={styles.signOut}>
          {words.title}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.scheme}</Menu.Label>
        {SCHEMES.map((one) =>
          item(one, words.schemes[one], one === colorScheme, () => setColorScheme(one)),
        )}
        <Menu.Label>{words.density}</Menu.Label>
        {DENSITIES.map((one) =>
          item(one, words.densities[one], one === density, () => {
            setDensity(one);
            keepDensity(one);
          }),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
