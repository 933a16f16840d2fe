# A general solver on the same kinetics, for context: SciPy's LSODA, restarted at every dose.
# Never the same algorithm: it integrates, patient by patient, what the others superpose.
import sys
import time

import numpy as np
from scipy.integrate import odeint

pk_path, events_path = sys.argv[1], sys.argv[2]
people = np.fromfile(pk_path).reshape(-1, 8)
events = np.fromfile(events_path).reshape(-1, 3)
times = np.cumsum(events[:, 0])
start = time.process_time()
parents, metabolites = [], []
for cl, v1, q, v2, ka, lag, clm, vm in people:
    system = np.array(
        [
            [-ka, 0, 0, 0],
            [ka, -(cl + q) / v1, q / v2, 0],
            [0, q / v1, -q / v2, 0],
            [0, cl / v1, 0, -clm / vm],
        ]
    )
    marks = [(t + lag, 1, dose) for t, dose in zip(times, events[:, 1]) if dose]
    marks += [(t, 0, 0.0) for t, place in zip(times, events[:, 2]) if place >= 0]
    state, at = np.zeros(4), 0.0
    for t, is_dose, dose in sorted(marks):
        if t > at and state.any():
            slope = lambda y, _: system @ y  # noqa: E731
            jacobian = lambda y, _: system  # noqa: E731
            state = odeint(slope, state, [at, t], Dfun=jacobian, rtol=1e-8, atol=1e-10)[1]
        at = t
        if is_dose:
            state[0] += dose
        else:
            parents.append(state[1] / v1)
            metabolites.append(state[3] / vm)
took = time.process_time() - start
print(f"{took:.9f} {np.mean(parents):.15g} {np.mean(metabolites):.15g}")
