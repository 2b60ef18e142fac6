/**
 * A kept picture as an answer. It was encoded by us and is one of three types; should it ever not be, a browser neither
 * guesses another type nor runs anything in it, no other site may embed it, and nobody in between keeps it.
 */
export function pictureAnswer(picture: { name: string; type: string; bytes: Uint8Array }): Response {
  return new Response(Uint8Array.from(picture.bytes), {
    headers: {
      'Content-Type': picture.type,
      'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(picture.name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, no-store',
      'Referrer-Policy': 'no-referrer',
    },
  });
}
