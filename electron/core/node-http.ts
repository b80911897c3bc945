/**
 * Node's HTTP and HTTPS, value for value `node:http` and `node:https`. An `import` of the former reads every export, and
 * with `WebSocket` and its like loads Node's second client (undici): a third of what the program takes to its first answer.
 * Types come from `node:http` as ever.
 */
export const http = process.getBuiltinModule('node:http')
export const https = process.getBuiltinModule('node:https')
