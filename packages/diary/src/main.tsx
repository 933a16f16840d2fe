// Starts the diary: the language, what the device keeps, the pages, and the worker that keeps them.
// Never waits for the network to show the first page.

import './ui/diary.css';
import { render } from 'preact';
import { openDevice } from './device/database.ts';
import { bestLanguage, putInUse } from './messages/messages.ts';
import { App } from './screens/app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

const device = await openDevice();
const chosen = await device?.db.get('settings', 'language');
const language = bestLanguage([...(chosen === undefined ? [] : [chosen]), ...navigator.languages]);
await putInUse(language);
const hidesFirst = (await device?.db.get('settings', 'hidden')) === 'yes';
render(<App storage={device} first={language} hidesFirst={hidesFirst} />, root);

// Only on https and on this machine; elsewhere the diary works with a connection.
void navigator.serviceWorker?.register('/diary/sw.js', { scope: '/diary/' }).catch(() => undefined);
