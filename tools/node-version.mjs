// Says in words that this Node is too old. Plain Node with old means only: it must run on that very
// one. Never lets anything else be imported before it has looked.

/** Null when `version` (such as 20.19.0) will do; otherwise what to say. */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  const step = "Install a newer one from your system's packages or nodejs.org, then start again.";
  return `Aegle needs Node 20.19 or newer; this is ${version}. ${step}`;
}

const problem = nodeProblem(process.versions.node);
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
