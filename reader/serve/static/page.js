// The page: a terminal (xterm.js), and a WebSocket to the program that runs in it.
"use strict";

const nonce = document.currentScript.nonce;
const say = document.body.dataset;
const notice = document.getElementById("notice");
const ENDED = 4000, ELSEWHERE = 4001, NOT_STARTED = 4006;
const SEEN_EVERY_BYTES = 16384;
const PIECE_BYTES = Math.min(16384, Number(say.messageBytes));
const LINK = /^(https?|mailto):/i;

history.replaceState(null, "", location.pathname);  // the token leaves the address bar

// The policy allows style sheets with the nonce only; xterm.js does not know of it.
const createElement = document.createElement.bind(document);
document.createElement = (name, options) => {
  const element = createElement(name, options);
  if (name === "style") element.nonce = nonce;
  return element;
};

function colours() {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  return isDark
    ? { background: "#000000", foreground: "#d0d0d0", cursor: "#d0d0d0" }
    : { background: "#ffffff", foreground: "#202020", cursor: "#202020",
        cursorAccent: "#ffffff", selectionBackground: "#b0d0ff" };
}

const terminal = new Terminal({
  allowProposedApi: true,  // for the widths of graphemes
  fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono",'
    + ' "Liberation Mono", "Sarasa Mono SC", "Noto Sans Mono CJK SC", "Source Han Mono SC",'
    + ' "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei Mono", monospace',
  fontSize: 16,
  minimumContrastRatio: 4.5,
  scrollback: 0,
  theme: colours(),
  linkHandler: { allowNonHttpProtocols: true, activate: (_, address) => openLink(address) },
});
const fit = new FitAddon.FitAddon();
terminal.loadAddon(fit);
terminal.loadAddon(new UnicodeGraphemesAddon.UnicodeGraphemesAddon());
terminal.open(document.getElementById("terminal"));
terminal.onTitleChange((title) => { document.title = title || "reader"; });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  terminal.options.theme = colours();
});

function openLink(address) {
  if (LINK.test(address)) window.open(address, "_blank", "noopener,noreferrer");
}

function tell(sentence) {
  notice.textContent = sentence;
  notice.hidden = !sentence;
}

// OSC 52 writes to the clipboard; a request to read it is never answered.
terminal.parser.registerOscHandler(52, (data) => {
  const encoded = data.slice(data.indexOf(";") + 1);
  if (encoded !== "?") copy(encoded);
  return true;
});

async function copy(encoded) {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    await navigator.clipboard.writeText(new TextDecoder().decode(bytes));
  } catch {
    tell(say.uncopied);
    setTimeout(() => { if (notice.textContent === say.uncopied) tell(""); }, 5000);
  }
}

// Ctrl-C copies what is selected, as anywhere in the browser; without a selection it is a key.
terminal.attachCustomKeyEventHandler((event) => {
  const isCopy = event.ctrlKey && !event.altKey && event.key === "c";
  return !(isCopy && terminal.hasSelection());
});

let socket = null;
let over = 0;  // the close code after which only a key connects again
let tries = 0;
let retry = 0;
let unsaid = 0;  // bytes drawn of which the server does not know yet

function size() {
  fit.fit();
  const columns = Math.min(terminal.cols, Number(say.columns));
  const lines = Math.min(terminal.rows, Number(say.lines));
  if (columns !== terminal.cols || lines !== terminal.rows) terminal.resize(columns, lines);
  return { columns, lines };
}

function send(what) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(what);
}

function connect() {
  clearTimeout(retry);
  over = 0;
  const address = new URL("terminal", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const mine = new WebSocket(address);
  socket = mine;
  mine.binaryType = "arraybuffer";
  mine.onopen = () => {
    const session = sessionStorage.getItem("session");
    unsaid = 0;
    mine.send(JSON.stringify({ session, ...size() }));
  };
  mine.onmessage = (event) => receive(mine, event.data);
  mine.onclose = (event) => lose(mine, event.code);
}

function receive(mine, data) {
  if (mine !== socket) return;
  if (typeof data === "string") {
    const { session } = JSON.parse(data);
    if (session !== sessionStorage.getItem("session")) terminal.reset();
    sessionStorage.setItem("session", session);
    tries = 0;
    tell("");
    return;
  }
  terminal.write(new Uint8Array(data), () => {
    if (mine !== socket) return;
    unsaid += data.byteLength;
    if (unsaid >= SEEN_EVERY_BYTES) {
      send(JSON.stringify({ seen: unsaid }));
      unsaid = 0;
    }
  });
}

function lose(mine, code) {
  if (mine !== socket) return;
  if (code >= ENDED && code <= NOT_STARTED) {
    over = code;
    if (code !== ELSEWHERE) sessionStorage.removeItem("session");
    tell(say[code]);
    return;
  }
  tell(say.lost);
  retry = setTimeout(connect, Math.min(500 * 2 ** tries, 10000));
  tries += 1;
}

function type(bytes) {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) send(bytes.slice(at, at + PIECE_BYTES));
}

terminal.onData((text) => {
  if (over) {
    if (text === "\r") connect();
    return;
  }
  type(new TextEncoder().encode(text));
});
terminal.onBinary((text) => type(Uint8Array.from(text, (character) => character.charCodeAt(0))));

let settled = 0;
function resized() {
  clearTimeout(settled);
  settled = setTimeout(() => send(JSON.stringify(size())), 50);
}
new ResizeObserver(resized).observe(document.getElementById("terminal"));
addEventListener("online", () => { if (socket.readyState === WebSocket.CLOSED && !over) connect(); });

terminal.focus();
connect();
