// Package deliver carries effects and surfaces to GitHub.
//
// In comes what the outbox holds, out go writes to GitHub, each post exactly
// once and each surface in its newest version, and the outcomes back to the
// outbox. An attempt is recorded before it is made. If the process dies
// inside, the next one finds the attempt, looks on GitHub for what our own bot
// wrote with its mark, and adopts it instead of writing again.
package deliver
