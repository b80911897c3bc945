/**
 * Chromium knows no schemes of the app, so `app://board/x` is loaded as `http://board.app.localhost/x`: an origin of
 * its own, trustworthy, and one that Chromium leads to the double's server. The app's side only ever sees `app://…`.
 */
export const schemeAddresses = (isScheme: (scheme: string) => boolean) => {
  const toChromium = (url: string) =>
    url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i, (all, scheme: string, host: string) =>
      isScheme(scheme) ? `http://${host}.${scheme}.localhost` : all,
    )
  const toApp = (text: string) =>
    text.replaceAll(
      /http:\/\/([^/?#\s:]+)\.([a-z0-9+-]+)\.localhost(?::\d+)?/gi,
      (all, host: string, scheme: string) => (isScheme(scheme) ? `${scheme}://${host}` : all),
    )
  const isTheApps = (url: string) => isScheme(url.slice(0, url.indexOf(':')))

  /** A policy that names `clip:` or `clip://host` allows what these are loaded as, too. */
  const policyToChromium = (policy: string) =>
    policy.replaceAll(
      /(?<=^|[\s;])([a-z][a-z0-9+.-]*):(?:\/\/([^\s;]+))?(?=$|[\s;,])/gi,
      (source, scheme: string, rest?: string) =>
        isScheme(scheme)
          ? `${source} ${rest === undefined ? `http://*.${scheme}.localhost` : toChromium(`${scheme}://${rest}`)}`
          : source,
    )
  return { toChromium, toApp, isTheApps, policyToChromium }
}
