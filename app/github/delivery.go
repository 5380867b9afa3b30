package github

import (
	"context"
	"slices"
	"time"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// FailedDeliveries fetches what GitHub tried to deliver since then without
// success: one app.Delivery per event no attempt of which was accepted, oldest
// first. GitHub keeps deliveries for a few days.
func (c *Client) FailedDeliveries(ctx context.Context, since time.Time) ([]app.Delivery, error) {
	failed, err := c.failedSince(ctx, since)
	if err != nil {
		return nil, err
	}
	var out []app.Delivery
	for _, f := range failed {
		whole, _, err := c.app.Apps.GetHookDelivery(ctx, f.GetID())
		if err != nil {
			return nil, fault(reads, err, "read delivery %d", f.GetID())
		}
		if whole.Request == nil || whole.Request.RawPayload == nil {
			continue // GitHub has forgotten the payload
		}
		out = append(out, app.Delivery{
			AppID: c.appID, GUID: whole.GetGUID(), Event: whole.GetEvent(),
			Body: *whole.Request.RawPayload, ReceivedAt: whole.GetDeliveredAt().UTC(),
		})
	}
	return out, nil
}

// failedSince lists the last attempt of each event that was never accepted,
// oldest event first.
func (c *Client) failedSince(ctx context.Context, since time.Time) ([]*gh.HookDelivery, error) {
	accepted := map[string]bool{}
	var failed []*gh.HookDelivery
	opts := &gh.ListCursorOptions{PerPage: perPage}
list:
	for range maxPages {
		page, answer, err := c.app.Apps.ListHookDeliveries(ctx, opts)
		if err != nil {
			return nil, fault(reads, err, "list deliveries")
		}
		for _, d := range page { // newest first
			if d.GetDeliveredAt().Before(since) {
				break list
			}
			if delivered(d) {
				accepted[d.GetGUID()] = true
			}
			failed = append(failed, d)
		}
		if opts.Cursor = answer.Cursor; opts.Cursor == "" {
			break
		}
	}
	slices.Reverse(failed)
	failed = slices.DeleteFunc(failed, func(d *gh.HookDelivery) bool {
		return d.GetGUID() == "" || accepted[d.GetGUID()]
	})
	seen := map[string]bool{}
	return slices.DeleteFunc(failed, func(d *gh.HookDelivery) bool {
		again := seen[d.GetGUID()]
		seen[d.GetGUID()] = true
		return again
	}), nil
}

func delivered(d *gh.HookDelivery) bool {
	return d.GetStatus() == "OK" || d.GetStatusCode()/100 == 2
}
