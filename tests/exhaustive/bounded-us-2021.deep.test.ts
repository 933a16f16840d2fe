// The bounded check of the American edition of 2021.

import { checkBounded } from './bounded.ts';

checkBounded('us-2021');
