/** The app's own requests, by Node's `fetch`: it knows no schemes of the app and no `file:`. */
export const net = {
  fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init),
  isOnline: () => true,
}
