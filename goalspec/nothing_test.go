package goalspec

import "testing"

// TestNothingWanted: a text that tells what was or is, wonders, or says how to go about any
// work has no outcome where its criteria may hold today; a wish, a fault, or a state that
// may be meant for one is an outcome.
func TestNothingWanted(t *testing.T) {
	t.Parallel()
	const holds = "\n\nEvidence:\n- `make test` passes\n"
	for text, want := range map[string]bool{
		"# Friday chores\n\nTasks:\n1. Pull `main`.\n2. Run `make vet` and `make lint`.\n3. Glance over the alerts.\n4. Open a pull request and request a review from @ole.":                                           true,
		"# Notes on the tide table\n\nThe table comes from the harbour. Ole says it's off by an hour, I looked at it and I think he's right.\n\nDone:\n- when all checks are green close this\n- `make lint` is quiet": true,
		"# Harbour pages\n\n## Goal\n\ntbd, Ole will write this when he is back\n\n## Background\n\nThe pages list the ships.":                                                                                         true,
		"# Harbour pages\n\n## Goal\n\n(to be filled in)\n\n## Background\n\nThe pages list the ships. A ship should have a photo.":                                                                                    false,
		"# Ship worker\n\n## Goal\n\nAs discussed on Tuesday the worker has been with us since 2019. The other half is still threads.":                                                                                 true,
		"# PDF service\n\n## Goal\n\nsee the thread in #pdf, Olga has summed it up there.":                                                                                                                             true,
		"# Mailer\n\nPlease take over the module `lib/mailer`. Be careful, it is used by everybody. Commit in small steps.":                                                                                            true,
		"# Settings screen\n\nFrom Birgit's mail:\n\n> could somebody have a look\n\nScreenshots are in `docs/screens`.":                                                                                               true,
		"# Session length\n\n## Goal\n\nWe talked about this with security. Sessions of admins end after 15 minutes.":                                                                                                  false,
		"# Weekly digest\n\nEach week the server looks at the tickets that were closed and sends a digest to the owners.":                                                                                              false,
		"# Watch mode\n\n`mdgen --watch` rebuilds a page as soon as its source is saved, and reloads the browser.":                                                                                                     false,
		"# Show photos of ships\n\n## Goal\n\ntbd":                  false,
		"# ops/harbour\n\nConstraints:\n- only `ops/` is to change": true,
		"# Harbour pages evict old ships":                           false,
		"# Why do we have two tide tables?\n\nOne is from the harbour. I was looking for another and found it. Anyway, handing this to whoever has time.":  true,
		"# Friday chores\n\nTasks:\n1. Pull the latest prices into `prices.csv` at start-up.\n2. Show the alerts.":                                         false,
		"# tide import, run of 2 May\n\n```\n[2026-05-02, 03:00:01 UTC] INFO - 7 of 9 files read\n```\n\nI compared it with the day before.":               true,
		"# Output when saving a score\n\n```\n[midi] 12 tracks\n[store] saved 3.1 MB\n```\n\nThe store was written by Ada in 2021.":                        true,
		"# Discussion: how we count guests\n\nThe present rule counts tables. Ole's view is that a table is a guest. Comments welcome.":                    true,
		"# Discussion: how we count guests\n\nOle's view is that a table is a guest. Decision: a child counts as a guest.":                                 false,
		"# Mail gateway\n\nThe mail gateway talks to the provider over SMTP. It was built in 2018 by a contractor and moved to the new cluster last year.": true,
		"# Index\n\nThe index takes about two hours and writes to `out/idx`. It is written in Rust.":                                                       true,
		"# Feature toggles\n\nShould toggles live in the database or in files? What do others do?":                                                         true,
		"# Kafka?\n\nIs Kafka worth it for us? Has anyone run it in production?":                                                                           true,
		"# Discussion: monorepo\n\nJonas prefers one repository. I have no strong opinion. We can talk about it on Friday.":                                true,
		"# Minutes of the weekly\n\n- Ada finished the import\n- The staging box was down on Monday\n- We ran out of time":                                 true,
		"# Trace\n\n```\npanic: index out of range\ngoroutine 7 [running]:\n```\n\nSeen twice last week.":                                                  true,
		"# IllegalArgumentException in TotalsView\n\n### Log\n\n```\njava.lang.IllegalArgumentException: width\n```\n\n### Device\n\nPixel 8, Android 15":  true,
		"# 500 on /items\n\n```\n2026-03-02T10:11:12Z ERROR request failed status=500\n```\n\n### Environment\n\neu-west-1, build 88":                      true,
		"# See the thread\n\nEverything is in the thread from Tuesday in #platform.":                                                                       true,
		"# Plug-ins\n\nThe plug-in API was designed for version 1. There are 14 hooks. Seven plug-ins use it.":                                             true,
		"# Nicer numbers\n\nNumbers above 999 are written with a thin space: 12 345.":                                                                      false,
		"# Should deleted users keep their comments? Yes\n\nWe talked about it in the call. Their comments stay, with the name \"deleted user\".":          false,
		"# How we work\n\n## Goal\n\n1. Create a branch\n2. Run `make lint`\n3. Commit in small steps\n4. Open a pull request and ask for review":          true,
		"Goal: Do not rename exported symbols, do not bump the soname.":                                                                                    true,
		"Goal: Run `npm test` after each change, and open a pull request.":                                                                                 true,
		"# Login\n\nIt was extracted from the monolith in 2022. It keeps its sessions in Redis. Kim looks after it.":                                       true,
		"# Kotlin 2.0\n\nAll modules compile with Kotlin 2.0. It was postponed last year.":                                                                 false,
		"# House rules\n\nNever edit generated files. Do not rename tables. No new packages.":                                                              true,
		"# Rules for the price list\n\n- Don't round it\n- Don't read the old feed, it is a copy\n- Never send it to partners":                             true,
		"# Hands off the tariff table\n\nSomebody changed it twice in spring.":                                                                             true,
		"# The tariff table: what is not allowed\n\nNobody may replace a tariff. The order of the rows must not be changed.":                               true,
		"# Weekly routine\n\n1. Check out a branch.\n2. Run `make lint`, then `make vet`.\n3. Look at the diff.\n4. Push it.\n5. Ask for a review.":        true,
		"# How we work on the scheduler\n\nDon't merge on Fridays. Nobody may skip a review.":                                                              true,
		"Goal: The order of the columns must not be changed. Nobody may rename a sheet, and the colours are not to be altered.":                            true,
		"# Please mind the following\n\n- Don't print at night\n- Never move the racks\n- No jobs on the old host":                                         true,
		"# Rules for rounding\n\nAmounts are rounded half up in all reports. Never round twice.":                                                           false,
		"# Rules for the price list\n\nThe price list gets a validity date. Don't round prices.":                                                           false,
		"# Conventions\n\nThe linter should reject file names with capitals. Don't rename files.":                                                          false,
		"# Closed invoices\n\nClosed invoices must not be changed any more. The form rejects it.":                                                          false,
		"# Never print twice\n\nThe printer prints twice when the queue is restarted.":                                                                     false,
		"# Code conventions\n\nGoal: No file below `src/` uses `var`.":                                                                                     false,
		"# Guidelines for maps\n\nThe guide lists the colours of all layers in one table.":                                                                 false,
		"# Routine jobs\n\nEach routine job shows when it ran last.":                                                                                       false,
		"# Checklist in the app\n\nAdd a checklist that a guide fills in before the tour.":                                                                 false,
		"Goal: Nobody but an owner sees the invoices.":                                                                                                     false,
		"# Steps on the map\n\n1. Read the stops from `stops.csv`.\n2. Show them in order.\n3. Commit it.":                                                 false,
		"# Dark mode\n\nThe settings page has only a light theme.":                                                                                         false,
		"# Export\n\nThe export has a total line.":                                                                                                         false,
		"# Export\n\nThe export drops the last row. It was rewritten in May.":                                                                              false,
		"# Export\n\nThe export was rewritten in May. Since then the totals are wrong.":                                                                    false,
		"# Export\n\nThe export was rewritten in May. It should have a total line again.":                                                                  false,
		"# Export\n\nShould the export have a total line? Yes. Add one.":                                                                                   false,
		"# Export with totals\n\nCustomers have asked for it since spring.":                                                                                false,
		"# Add a total line to the export\n\nThe export was written in 2019. It takes about an hour.":                                                      false,
		"# Totals\n\nCan we have a total line in the export?":                                                                                              false,
		"# Version switcher\n\nThe docs get a version switcher. We have had many questions.":                                                               false,
		"Goal: Never rename an uploaded file.":                                                                                                             false,
		"Goal: No package imports `logrus`; everything logs through `log/slog`.":                                                                           false,
		"Goal: Run the tests on Windows as well.":                                                                                                          false,
		"Goal: Open a new window for each report.":                                                                                                         false,
		"Goal: The old endpoints have been removed.":                                                                                                       false,
		"# Format of the list\n\n```\nGET /items -> [1, 2]\n```":                                                                                           false,
	} {
		d := Parse("", text+holds)
		got := has(d.Lint(Options{}), noOutcome)
		if got != want {
			t.Errorf("%q wants nothing: %v", text, got)
		}
		if got && d.Outcome() != "" && has(Parse("", text+holds+"- `make test-new` passes, it fails today\n").Lint(Options{}), noOutcome) {
			t.Errorf("%q wants nothing beside what fails today", text)
		}
	}
}

// TestNothingButBans: an outcome of nothing but what may not be done is none where a check
// finds that nothing was changed, whatever else runs; a ban that a product is to keep is one.
func TestNothingButBans(t *testing.T) {
	t.Parallel()
	const bans = "Goal: The order of the rows must not be changed. The legend must not be moved.\n\nEvidence:\n- `npm test -- plan` passes, all 41 cases\n"
	for text, want := range map[string]bool{
		bans + "- `git diff --stat main -- src/plan` prints nothing\n": true,
		bans + "- `./api.sh` reports no differences\n":                 true,
		bans: false,
		"Goal: A paid order must not be changed.\n\nEvidence:\n- `npm test -- paid` passes\n- `npm test -- orders` passes\n":                               false,
		"Goal: The legend shows the zones. The order of the rows must not be changed.\n\nEvidence:\n- `git diff --stat main -- src/plan` prints nothing\n": false,
	} {
		if got := has(Parse("", text).Lint(Options{}), noOutcome); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
