#!/usr/bin/env node
// `npx aegle` in Aegle's folder: the same as node tools/aegle.mjs. Never another command line.

import '../../../tools/aegle.mjs';
