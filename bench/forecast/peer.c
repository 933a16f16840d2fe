// The same carried-state kinetics in C: lattice and any times, timed inside, means printed.
// Never a different algorithm: same events, same superposition, libm's exp.
#define _GNU_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double *read_doubles(const char *path, long *n) {
  FILE *f = fopen(path, "rb");
  if (!f) exit(2);
  fseek(f, 0, SEEK_END);
  *n = ftell(f) / 8;
  rewind(f);
  double *x = malloc(*n * 8);
  if (fread(x, 8, *n, f) != (size_t)*n) exit(3);
  fclose(f);
  return x;
}

// argv: lattice|times, modes file (11 per patient), events file (gap, dose, observation), step hours
int main(int argc, char **argv) {
  long nm, ne;
  (void)argc;
  int lattice = argv[1][0] == 'l';
  double *modes = read_doubles(argv[2], &nm), *ev = read_doubles(argv[3], &ne);
  double step = atof(argv[4]);
  long patients = nm / 11, events = ne / 3, nobs = 0;
  for (long i = 0; i < events; i++) nobs += ev[3 * i + 2] >= 0;
  double *parent = malloc(8 * nobs * patients), *metab = malloc(8 * nobs * patients);
  int *gapat = malloc(sizeof(int) * events);
  double gaps[64];
  int ngaps = 0;
  for (long i = 0; i < events; i++) {
    int g = 0;
    while (g < ngaps && gaps[g] != ev[3 * i]) g++;
    if (g == ngaps && ngaps < 64) gaps[ngaps++] = ev[3 * i];
    gapat[i] = g;
  }
  for (long i = 0; i < nobs * patients; i++) parent[i] = metab[i] = 0;
  double start = now();
  for (long k = 0; k < patients; k++) {
    const double *m = modes + 11 * k;
    double *p = parent + k * nobs, *q = metab + k * nobs, dec[64][4];
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    if (lattice)
      for (int g = 0; g < ngaps; g++)
        for (int j = 0; j < 4; j++) dec[g][j] = exp(-m[j] * step * gaps[g]);
    for (long i = 0; i < events; i++) {
      if (lattice) {
        const double *d = dec[gapat[i]];
        s0 *= d[0]; s1 *= d[1]; s2 *= d[2]; s3 *= d[3];
      } else {
        double g = ev[3 * i];
        s0 *= exp(-m[0] * g); s1 *= exp(-m[1] * g); s2 *= exp(-m[2] * g); s3 *= exp(-m[3] * g);
      }
      long o = (long)ev[3 * i + 2];
      if (o >= 0) {
        p[o] = m[4] * s0 + m[5] * s1 + m[6] * s2;
        q[o] = m[7] * s0 + m[8] * s1 + m[9] * s2 + m[10] * s3;
      }
      double dose = ev[3 * i + 1];
      s0 += dose; s1 += dose; s2 += dose; s3 += dose;
    }
  }
  double took = now() - start, a = 0, b = 0;
  for (long i = 0; i < nobs * patients; i++) a += parent[i], b += metab[i];
  printf("%.9f %.15g %.15g\n", took, a / (nobs * patients), b / (nobs * patients));
  return 0;
}
