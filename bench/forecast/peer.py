# The same carried-state kinetics in NumPy: one vector over patients per event, means printed.
# Never a different algorithm: same events, same superposition.
import sys
import time

import numpy as np

kind, modes_path, events_path, step = sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4])
modes = np.ascontiguousarray(np.fromfile(modes_path).reshape(-1, 11).T)
events = np.fromfile(events_path).reshape(-1, 3)
patients = modes.shape[1]
observations = int((events[:, 2] >= 0).sum())
parent = np.empty((observations, patients))
metabolite = np.empty((observations, patients))
parent.fill(0)
metabolite.fill(0)
start = time.process_time()
rates = -modes[:4]
state = np.zeros((4, patients))
decay = {}
if kind == "lattice":
    for gap in np.unique(events[:, 0]):
        decay[gap] = np.exp(rates * (step * gap))
buffer = np.empty_like(state)
scratch = np.empty(patients)
for gap, dose, place in events:
    if kind == "lattice":
        state *= decay[gap]
    else:
        np.multiply(rates, gap, out=buffer)
        np.exp(buffer, out=buffer)
        state *= buffer
    if place >= 0:
        o = int(place)
        np.multiply(modes[4], state[0], out=parent[o])
        np.multiply(modes[7], state[0], out=metabolite[o])
        for i in (1, 2):
            np.multiply(modes[4 + i], state[i], out=scratch)
            parent[o] += scratch
        for i in (1, 2, 3):
            np.multiply(modes[7 + i], state[i], out=scratch)
            metabolite[o] += scratch
    if dose:
        state += dose
took = time.process_time() - start
print(f"{took:.9f} {parent.mean():.15g} {metabolite.mean():.15g}")
