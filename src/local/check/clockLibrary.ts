import { gunzipSync } from 'node:zlib';

/** The processor that it is made for, as images name it. Trainings, which alone get it, run on no other but one of NVIDIA's. */
export const clockArchitecture = 'amd64';

/** SHA-256 of the `clock.c` that the library was made of, with the line endings of Unix. */
export const clockSource = 'f8ed89cf9cdf554c9066985148dc830c73ff39875543ed0ea2b1a8cd7f25567a';

/**
 * `clock.c` beside this file, compiled as test/process/clockLibrary.test.ts compiles it, then `gzip -9` and `base64`: 5 KB that need no
 * library, so that nobody needs a compiler or a package for them.
 */
const packed = [
  'H4sIAAAAAAACA+1Yz28bRRSe3fWvpMHrloY2om2MFERRyOINRApFRE5ctxPiCGgOBCFk1vY2thrbkb2GBEVgaWvExorEgUMRIFXiD2iPPRWDQc',
  'VcaHMtiBwAuaTihKChUpcZeybZHexQpB73k3a+nZn3zbw3+2zpzXvR2Cme4wCFACbAbg+AMOHLAevYOHCjdj8ItGzdoDvmXXYGZB2s86Dngr/d',
  'v3DMzkvEiTJn1/FEd5HoLh6zc5izs4/IX/lFS3nA/YOGewbpXHv4mebszO2c4+654HeXZW1qw++xfw96DgAv+ERo96cs2kAH+0PE/kdiP0rGD5',
  'BxkTgwRAVq7q1MIZ8DycV88lx8QdW0TFYFhPNnU8qKLU56jjeI05uDbfawcQTb5LXEaYU59s5R1D6+ilpxMIzecD+Np25tmqYJjTvyxhdYCY1H',
  'yuMjJS80a1D/3lwLwKpf/y1U/rvn7YfhuUYvFK9u4DnuBjT8W5tQvLQNjYk6rLp9aMVY1TdbaZS4+lxsvf9VtB7UbwemqwOwclM8/ylaPirXIm',
  'su/nxN65s2a1MnTgqm9vvW6myyJptwfeyPIwCcWjsiTJbvDofFj67FuGuQ+6n5BnKxPP5UKQDXlzlk9g0ya0I0iO1KE9D49crPaHHZFN3IkUto',
  'FgquoRfXV4UeuQEN92do5Govju5j+Nc9/avQBwdFaDagvv1n6fa0/qXv1jw+BP3rwOt1mDRbi4luvWHCSm15pGJqPbrp1lxyYysIqx5Y7Y/hLZ',
  '67vtoHKxuaFwruZ/CA4dn6wfi2fuXNtvy7lhwp+o/i2aoXG/dhGVZwLYVX3jCu1+egcRfFj84KhdKM30O+VG7CqmtIE6AhtP2yfc+5ydPR2cmZ',
  '6Jl4BEYjM/FI7KXIzAvAgQMHDhw4cODAgYP/BVpnDAB7vfUosNcjtK6aJ8UGrbnucLv1ibWO7AX2Omgf4cOWWg2jOWiv0ej8QbBb39C6C+Nl3j',
  '4e5O1+hix1nXW9bdPMgy610oMErY9ZvE/8PB2JnAgeP6kmMkouKI9Ko1JoRH52OKUm5NGS/CQZAkAqpotaQVMSQEorxTSQUiu54kq2zVoBSAV1',
  'UcEd8ra0qAFJU5dRW8inFE0BkpqOny0oqNiUMrmMFlcKBVRrYomSzSSBtJDXWk1bmigWgZTMZ7NqTnsQ57CP5AjP5A3l40xtzubZfrIGz+QV5W',
  'VLHnEWPf3eA2SOZ/KU8hDjL5sXjxFfeCbPKIe6+E/3Hyb6KSZvKR+26B/qoA9Z7m5a9zS8nYNd7lEojzH6D3k7f87tHf/zZIzGF3bZ+VCX/Ski',
  'jP5f91MMfEx/Fj1+y//Ezn2Qv7O9j+HXSOwC87uk91n03kpgdDSOBPGfztN7mE3x/vZfYPT0f64pdv5+rH6JvO/4RwS+QOfzZv0pkf1DrB0RPt',
  'El/60sdPhOTxP9u//x+/kHagdV4/AUAAA=',
];

/** A shared library that sets the time of day back for the programs that load it. */
export function clockLibrary(): Buffer {
  return gunzipSync(Buffer.from(packed.join(''), 'base64'));
}
