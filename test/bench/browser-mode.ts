import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import * as files from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import type { BenchResult } from '../../scripts/bench.ts'
import { launchChromium } from '../kit/chromium.ts'
import { filmBytes, makeFilm, playerSeeks, playSeeks } from './kit/film.ts'
import { inFolder } from './kit/in-folder.ts'
import { inTurns } from './kit/in-turns.ts'

const seeks = 200

/** A server of ours in a process of its own; it prints its address. */
const startOurs = async (folder: string): Promise<{ child: ChildProcess; address: URL; cookie: string }> => {
  const program = fileURLToPath(new URL('../kit/browser-server.ts', import.meta.url))
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const address = new URL(line.toString().trim())
  const entered = await fetch(address, { redirect: 'manual' })
  return { child, address, cookie: (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** The same file behind nginx, with sendfile and one worker as ours has. */
const startNginx = async (folder: string): Promise<{ child: ChildProcess; port: number }> => {
  const port = await freePort()
  await files.chmod(folder, 0o755)
  await files.writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log /dev/null;
    events {}
    http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      server { listen 127.0.0.1:${port}; root ${folder}; } }`,
  )
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' })
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/`)
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return { child, port }
}

/** Asks for the clip from a random place to its end, as a player does, takes the first megabyte and lets go. */
const seek = (port: number, path: string, headers: Record<string, string>, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    const start = Math.floor(Math.random() * (filmBytes - 2 * 1024 ** 2))
    const asking = request(
      { host: '127.0.0.1', port, path, agent, headers: { ...headers, range: `bytes=${start}-` } },
      (response) => {
        let bytes = 0
        if (response.statusCode !== 206) reject(new Error(`answered ${response.statusCode}`))
        response.on('data', (piece: Buffer) => {
          bytes += piece.length
          if (bytes < 1024 ** 2) return
          response.destroy()
          resolve()
        })
      },
    )
    asking.on('error', (error) => (asking.destroyed ? undefined : reject(error)))
    asking.end()
  })

const timed = async (work: () => Promise<void>): Promise<number> => {
  const since = performance.now()
  for (let at = 0; at < seeks; at += 1) await work()
  return performance.now() - since
}

const seeksOfClient = (): Promise<BenchResult> =>
  inFolder(async (folder) => {
    const clip = await files.open(join(folder, 'clip.mp4'), 'w')
    const piece = Buffer.alloc(16 * 1024 ** 2, 7)
    for (let bytes = 0; bytes < filmBytes; bytes += piece.length) await clip.write(piece)
    await clip.close()
    const [ours, bare] = [await startOurs(folder), await startBare(folder)]
    const agents = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })] as const
    try {
      const { port } = ours.address
      return await inTurns(
        `${seeks} seeks in a clip of 1 GB, a megabyte of each, against a bare static server`,
        1.25,
        () => timed(() => seek(Number(port), '/media/p/clip/t', { cookie: ours.cookie }, agents[0])),
        () => timed(() => seek(bare.port, '/clip.mp4', {}, agents[1])),
      )
    } finally {
      for (const agent of agents) agent.destroy()
      ours.child.kill()
      bare.child.kill()
    }
  })

const bareProgram = `
  const [{ createServer }, { createReadStream, statSync }] = [await import('node:http'), await import('node:fs')]
  const path = process.argv[1] + '/clip.mp4'
  const { size } = statSync(path)
  const server = createServer((request, response) => {
    const start = Number(/bytes=(\\d+)-/.exec(request.headers.range)[1])
    response.writeHead(206, { 'content-length': size - start, 'content-range': 'bytes ' + start + '-' + (size - 1) + '/' + size })
    const file = createReadStream(path, { start }).on('error', () => response.destroy())
    response.on('close', () => file.destroy()).on('error', () => file.destroy())
    file.pipe(response)
  })
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))`

/** What Node serves a file with when nothing is thought about. */
const startBare = async (folder: string): Promise<{ child: ChildProcess; port: number }> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', bareProgram, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, port: Number(port) }
}

const filmPage = (address: string): string =>
  `<!doctype html><video src="${address}" muted preload="metadata"></video>`

const seeksOfPlayer = (): Promise<BenchResult> =>
  inFolder(async (folder) => {
    await makeFilm(folder)
    await files.writeFile(join(folder, 'index.html'), filmPage('/media/p/clip/t'))
    await files.writeFile(join(folder, 'peer.html'), filmPage('/clip.mp4'))
    const [ours, nginx] = [await startOurs(folder), await startNginx(folder)]
    const browser = await launchChromium()
    try {
      const open = async (address: string) => {
        const context = await browser.newContext()
        const [name, value] = ours.cookie.split('=')
        await context.addCookies([{ name: name ?? '', value: value ?? '', url: ours.address.origin }])
        const tab = await context.newPage()
        await tab.goto(address)
        return () => tab.evaluate(playSeeks, playerSeeks)
      }
      return await inTurns(
        `${playerSeeks} seeks of a browser in a film of 1 GB, against nginx`,
        1.25,
        await open(`${ours.address.origin}/`),
        await open(`http://127.0.0.1:${nginx.port}/peer.html`),
      )
    } finally {
      await browser.close()
      ours.child.kill()
      nginx.child.kill()
    }
  })

const echoProgram = `
  const { WebSocketServer } = await import('ws')
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(String(data))))
  server.on('listening', () => console.log(server.address().port))`

const calls = 20_000

const ping = async (socket: WebSocket): Promise<number> => {
  const since = performance.now()
  for (let id = 0; id < calls; id += 1) {
    socket.send(JSON.stringify({ id, call: 'board.undo', input: { projectId: 'prj_aaaaaaaaaaaa' } }))
    await new Promise((resolve) =>
      socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()))),
    )
  }
  return performance.now() - since
}

const connected = async (address: string, headers: Record<string, string>): Promise<WebSocket> => {
  const socket = new WebSocket(address, { headers, perMessageDeflate: false })
  await once(socket, 'open')
  return socket
}

const call = (): Promise<BenchResult> =>
  inFolder(async (folder) => {
    const ours = await startOurs(folder)
    const echo = spawn(process.execPath, ['--input-type=module', '-e', echoProgram], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
    })
    try {
      const [port] = (await once(echo.stdout, 'data')) as [Buffer]
      const { origin, host } = ours.address
      const page = await connected(`ws://${host}/socket`, { cookie: ours.cookie, origin })
      const bare = await connected(`ws://127.0.0.1:${Number(port)}`, {})
      const measured = await inTurns(
        `${calls} calls of a page, one after another, against a bare WebSocket echo`,
        1.5,
        () => ping(page),
        () => ping(bare),
      )
      page.terminate()
      bare.terminate()
      return measured
    } finally {
      ours.child.kill()
      echo.kill()
    }
  })

/** Browser mode's server, without what the core does behind it. Milliseconds for all requests of a run. */
export const benches = [seeksOfClient, seeksOfPlayer, call]
