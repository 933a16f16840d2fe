// A general solver on the same kinetics, for context: SUNDIALS CVODE (Adams, dense), restarted at every dose.
// Never the same algorithm: it integrates, patient by patient, what the others superpose.
#define _GNU_SOURCE
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
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

// Gut, central, peripheral, metabolite; p: CL, V1, Q, V2, ka, lag, CLm, Vm.
static int slope(realtype t, N_Vector y, N_Vector dy, void *data) {
  (void)t;
  const double *p = data, *a = N_VGetArrayPointer(y);
  double *d = N_VGetArrayPointer(dy);
  d[0] = -p[4] * a[0];
  d[1] = p[4] * a[0] - (p[0] + p[2]) / p[1] * a[1] + p[2] / p[3] * a[2];
  d[2] = p[2] / p[1] * a[1] - p[2] / p[3] * a[2];
  d[3] = p[0] / p[1] * a[1] - p[6] / p[7] * a[3];
  return 0;
}

static int jacobian(realtype t, N_Vector y, N_Vector f, SUNMatrix j, void *data, N_Vector a, N_Vector b, N_Vector c) {
  (void)t, (void)y, (void)f, (void)a, (void)b, (void)c;
  const double *p = data;
  SUNMatZero(j);
  SM_ELEMENT_D(j, 0, 0) = -p[4];
  SM_ELEMENT_D(j, 1, 0) = p[4];
  SM_ELEMENT_D(j, 1, 1) = -(p[0] + p[2]) / p[1];
  SM_ELEMENT_D(j, 1, 2) = p[2] / p[3];
  SM_ELEMENT_D(j, 2, 1) = p[2] / p[1];
  SM_ELEMENT_D(j, 2, 2) = -p[2] / p[3];
  SM_ELEMENT_D(j, 3, 1) = p[0] / p[1];
  SM_ELEMENT_D(j, 3, 3) = -p[6] / p[7];
  return 0;
}

// argv: people file (8 per patient), events file (gap in hours, dose, observation)
int main(int argc, char **argv) {
  long np, ne;
  (void)argc;
  double *people = read_doubles(argv[1], &np), *ev = read_doubles(argv[2], &ne);
  long patients = np / 8, events = ne / 3, seen = 0;
  double parents = 0, metabolites = 0, start = now();
  SUNContext context;
  SUNContext_Create(NULL, &context);
  N_Vector y = N_VNew_Serial(4, context);
  double *a = N_VGetArrayPointer(y);
  SUNMatrix matrix = SUNDenseMatrix(4, 4, context);
  SUNLinearSolver linear = SUNLinSol_Dense(y, matrix, context);
  void *solver = CVodeCreate(CV_ADAMS, context);
  CVodeInit(solver, slope, 0, y);
  CVodeSStolerances(solver, 1e-8, 1e-10);
  CVodeSetLinearSolver(solver, linear, matrix);
  CVodeSetJacFn(solver, jacobian);
  CVodeSetMaxNumSteps(solver, 100000);
  for (long k = 0; k < patients; k++) {
    double *p = people + 8 * k, at = 0, hours = 0, lag = p[5];
    a[0] = a[1] = a[2] = a[3] = 0;
    CVodeSetUserData(solver, p);
    CVodeReInit(solver, 0, y);
    // Observations by their time, doses by theirs plus the lag, whichever comes first.
    long d = 0, o = 0;
    double dose_hours = 0, seen_hours = 0;
    for (;;) {
      while (d < events && ev[3 * d + 1] == 0) dose_hours += ev[3 * d++];
      while (o < events && ev[3 * o + 2] < 0) seen_hours += ev[3 * o++];
      if (d >= events && o >= events) break;
      double next_dose = d < events ? dose_hours + ev[3 * d] + lag : 1e300;
      double next_seen = o < events ? seen_hours + ev[3 * o] : 1e300;
      hours = next_seen <= next_dose ? next_seen : next_dose;
      if (hours > at) {
        if (a[0] + a[1] != 0) {
          CVodeSetStopTime(solver, hours);
          if (CVode(solver, hours, y, &at, CV_NORMAL) < 0) return 4;
        } else {
          CVodeReInit(solver, hours, y);
        }
        at = hours;
      }
      if (next_seen <= next_dose) {
        parents += a[1] / p[1];
        metabolites += a[3] / p[7];
        seen++;
        seen_hours += ev[3 * o++];
      } else {
        a[0] += ev[3 * d + 1];
        CVodeReInit(solver, at, y);
        dose_hours += ev[3 * d++];
      }
    }
  }
  printf("%.9f %.15g %.15g\n", now() - start, parents / seen, metabolites / seen);
  return 0;
}
