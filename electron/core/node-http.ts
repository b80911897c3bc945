/**
 * Node's HTTP: `node:http`, whose types are imported as ever. An `import` of its values reads every export, and with
 * `WebSocket` and its like loads Node's second client (undici): a third of what the program takes to its first answer.
 */
export const http = process.getBuiltinModule('node:http')

/** Node's HTTPS: `node:https`, in the same way. */
export const https = process.getBuiltinModule('node:https')
