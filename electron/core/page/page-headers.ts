/**
 * Headers of every answer of the page itself, by both front doors.
 *
 * The content security policy names each kind of thing the page loads: its own scripts and styles, pictures and clips
 * from the media address, and the connection to the core. Inline styles are allowed as attributes alone
 * (`style-src-attr`), which React and the drag layers set; inline scripts, `eval`, frames, forms and everything from
 * elsewhere are not.
 * @param from sources besides the page's own: `media` of pictures and clips, `connect` of calls and uploads.
 */
export const pageHeaders = (from: {
  readonly media: readonly string[]
  readonly connect: readonly string[]
}): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    `img-src ${["'self'", 'data:', 'blob:', ...from.media].join(' ')}`,
    `media-src ${["'self'", 'blob:', ...from.media].join(' ')}`,
    "font-src 'self'",
    `connect-src ${["'self'", ...from.connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), midi=()',
})
