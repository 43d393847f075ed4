/*
 * Sets the time of day back inside of a container, from a moment on: the library is loaded before a program's own ones and answers in
 * place of the C library. SAGEMAKER_CHECK_CLOCK holds that moment, in seconds since 1970, and the seconds to add, "1795343888,-31536000".
 * The first program of a container gets it as seconds from now, "+000000002,-31536000", and writes there when that is, for those that it
 * starts. The library needs no other one, so it fits every image of its processor; clocks that only measure durations are left alone.
 */
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>

#ifndef __x86_64__
#error "It asks the kernel as amd64 does. Trainings, which alone get it, run on amd64; other images are told that their clock can't be set."
#endif

extern char **environ;

static const char name[] = "SAGEMAKER_CHECK_CLOCK=";
static long moment, shift;

/* Past the C library, whose functions of these names are the ones that this one stands in for. */
static long call(long number, long first, long second) {
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(first), "S"(second) : "rcx", "r11", "memory");
  return result;
}

static const char *number(const char *text, long *value) {
  long sign = 1;
  *value = 0;
  if (*text == '-') {
    sign = -1;
    text++;
  }
  while (*text >= '0' && *text <= '9') *value = *value * 10 + (*text++ - '0');
  *value *= sign;
  return text;
}

static void write_number(char *last, long value) {
  for (int digits = 0; digits < 10; digits++, value /= 10) *last-- = '0' + value % 10;
}

__attribute__((constructor)) static void read_variable(void) {
  struct timespec now;
  for (char **one = environ; one && *one; one++) {
    char *text = *one;
    int at = 0;
    while (name[at] && text[at] == name[at]) at++;
    if (name[at]) continue;
    int is_first = text[at] == '+';
    const char *rest = number(text + at + is_first, &moment);
    if (*rest == ',') number(rest + 1, &shift);
    if (!is_first) continue;
    call(SYS_clock_gettime, CLOCK_REALTIME, (long)&now);
    moment += now.tv_sec;
    write_number(text + at + 9, moment);
  }
}

static long shifted(long seconds) { return moment && seconds >= moment ? seconds + shift : seconds; }

int clock_gettime(clockid_t clock, struct timespec *now) {
  if (call(SYS_clock_gettime, clock, (long)now) < 0) return -1;
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) now->tv_sec = shifted(now->tv_sec);
  return 0;
}

int gettimeofday(struct timeval *now, void *zone) {
  if (call(SYS_gettimeofday, (long)now, (long)zone) < 0) return -1;
  if (now) now->tv_sec = shifted(now->tv_sec);
  return 0;
}

time_t time(time_t *place) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (place) *place = now.tv_sec;
  return now.tv_sec;
}
