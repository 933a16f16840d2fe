// Runs the whole model on two workers for as many patients as asked, and prints its peak memory in MB.
// Never inside another bench: a process's peak would be that of whatever ran before.

import { rateOnWorkers } from './whole-model.ts';

await rateOnWorkers(2, Number(process.argv[2]));
process.stdout.write(`${process.resourceUsage().maxRSS / 1024}`);
