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
  const chooseScheme = (value: string) =>
    setColorScheme(SCHEMES.find((one) => one === value) ?? 'auto');
  const chooseDensity = (value: string) => {
    const chosen = DENSITIES.find((one) => one === value) ?? 'comfortable';
    setDensity(chosen);
    keepDensity(chosen);
  };
  return (
    <Menu
      position="bottom-end"
      returnFocus
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" className={styles.signOut}>
          {words.title}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={chooseScheme}>
          {SCHEMES.map((one) => (
            <Menu.RadioItem key={one} value={one}>
              {words.schemes[one]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.RadioGroup value={density} onChange={chooseDensity}>
          {DENSITIES.map((one) => (
            <Menu.RadioItem key={one} value={one}>
              {words.densities[one]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
