/** Whether `npm run faults -- --long` runs: what takes too long for every day is tried in full. */
export const isLong = process.env['FAULT_LONG'] === '1'
