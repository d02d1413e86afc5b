// Opens pages in Chromium and prints what is wrong with each, one fault a line.
//
//   NODE_PATH=…/node_modules node inspect.cjs [--shots FOLDER] PAGE...
//
// A page must make no request, log nothing to the console, pass axe-core, fit its width,
// fit its tables unless they are folded, and show every letter of its pictures whole and apart from the others. With --shots,
// pictures of each page go to the folder. Axe-core checks the first page in dark mode too.
'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const puppeteer = require('puppeteer-core')
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const views = [
  { name: '390', width: 390, height: 844, scheme: 'light' },
  { name: '390-dark', width: 390, height: 844, scheme: 'dark' },
  { name: '1280', width: 1280, height: 800, scheme: 'light' },
  { name: '1280-dark', width: 1280, height: 800, scheme: 'dark' },
]

// unfold runs in the page. It unfolds or folds all tables, so that dark mode shows them.
function unfold (open) {
  for (const d of document.querySelectorAll('details')) d.open = open
}

// faultsOfLayout runs in the page. It returns what does not fit.
function faultsOfLayout () {
  const faults = []
  if (document.documentElement.scrollWidth > innerWidth) {
    faults.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${innerWidth}`)
  }
  for (const table of document.querySelectorAll('section > .scroll')) { // no folded table
    if (table.scrollWidth > table.clientWidth) faults.push(`a table is ${table.scrollWidth} wide, its section ${table.clientWidth}`)
  }
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    const name = svg.querySelector('title').textContent
    const frame = svg.getBoundingClientRect()
    if (!frame.width) continue // folded
    const letters = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim())
      .map(t => ({ text: t.textContent, box: t.getBoundingClientRect() }))
    letters.forEach((a, i) => {
      if (a.box.left < frame.left - 1 || a.box.right > frame.right + 1 || a.box.top < frame.top - 2 || a.box.bottom > frame.bottom + 2) {
        faults.push(`${name}: "${a.text}" is cut off`)
      }
      for (const b of letters.slice(i + 1)) {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        if (across > 1 && down > 4) faults.push(`${name}: "${a.text}" and "${b.text}" overlap`)
      }
    })
  }
  return faults
}

// inspect returns the faults of a page. With dark, axe-core checks dark mode too.
async function inspect (browser, file, dark, shots) {
  const faults = []
  const page = await browser.newPage()
  const address = pathToFileURL(path.resolve(file)).href
  page.on('request', r => { if (r.url() !== address && !r.url().startsWith('data:')) faults.push('request for ' + r.url()) })
  page.on('console', m => faults.push('console: ' + m.text()))
  page.on('pageerror', e => faults.push('error: ' + e.message))
  for (const [i, v] of views.entries()) {
    if (v.name === '1280-dark' && !shots) continue // as wide as 1280, as dark as 390-dark
    await page.setViewport({ width: v.width, height: v.height })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: v.scheme }])
    if (i === 0) await page.goto(address)
    if (!shots) await page.evaluate(unfold, v.scheme === 'dark')
    const found = await page.evaluate(faultsOfLayout)
    faults.push(...found.map(f => `${v.name}: ${f}`))
    if (v.name === '390' || (v.name === '390-dark' && dark)) {
      if (v.name === '390') await page.evaluate(axe)
      const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }))
      for (const x of violations) faults.push(`${v.name}: axe ${x.id}: ${x.help}: ${x.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')}`)
    }
    if (shots) await page.screenshot({ path: path.join(shots, `page-${v.name}.png`), fullPage: true })
  }
  if (shots) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
    await page.pdf({ path: path.join(shots, 'page-print.pdf'), format: 'A4' })
    await page.setViewport({ width: 1280, height: 1340 })
    await page.screenshot({ path: path.join(shots, 'summary.png') })
  }
  await page.close()
  return [...new Set(faults)]
}

async function main () {
  let files = process.argv.slice(2)
  let shots
  if (files[0] === '--shots') [, shots, ...files] = files
  const browser = await puppeteer.launch({
    executablePath: process.env.DAYAFTER_CHROMIUM || 'chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  })
  for (const [i, file] of files.entries()) {
    for (const f of await inspect(browser, file, i === 0, shots)) console.log(`${path.basename(file)}: ${f}`)
  }
  await browser.close()
}

main().catch(e => { console.error(e); process.exit(1) })
