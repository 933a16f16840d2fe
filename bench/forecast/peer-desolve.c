// The compiled model of the deSolve peer: gut, central, peripheral, metabolite.
// Never holds a state of its own: deSolve owns time, amounts and events.
static double p[8]; // CL, V1, Q, V2, ka, lag, CLm, Vm

void initmod(void (*parameters)(int *, double *)) {
  int n = 8;
  parameters(&n, p);
}

void derivs(int *n, double *t, double *a, double *d, double *out, int *ip) {
  (void)n, (void)t, (void)out, (void)ip;
  d[0] = -p[4] * a[0];
  d[1] = p[4] * a[0] - (p[0] + p[2]) / p[1] * a[1] + p[2] / p[3] * a[2];
  d[2] = p[2] / p[1] * a[1] - p[2] / p[3] * a[2];
  d[3] = p[0] / p[1] * a[1] - p[6] / p[7] * a[3];
}
