package rest

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
)

// routes is every operation the hub has.
func (a *api) routes() []call.Route {
	return slices.Concat(a.accountRoutes(), teamRoutes(), a.appRoutes(), repositoryRoutes(), gitRoutes(), issueRoutes(), pullRoutes(), checkRoutes())
}

func (a *api) accountRoutes() []call.Route {
	return []call.Route{
		{Method: "GET", Path: "", Handle: root},
		{Method: "GET", Path: "/meta", Handle: meta},
		{Method: "GET", Path: "/rate_limit", Handle: a.rateLimit},
		{Method: "GET", Path: "/user", Handle: ownUser},
		{Method: "GET", Path: "/users/{login}", Handle: user},
		{Method: "GET", Path: "/user/repos", Handle: ownRepositories},
		{Method: "POST", Path: "/user/repos", Handle: createOwnRepository},
		{Method: "GET", Path: "/users/{login}/repos", Handle: repositoriesOf},
		{Method: "GET", Path: "/orgs/{login}/repos", Handle: repositoriesOf},
		{Method: "POST", Path: "/orgs/{login}/repos", Handle: createRepositoryOf},
	}
}

func teamRoutes() []call.Route {
	const team = "/orgs/{org}/teams/{slug}"
	return []call.Route{
		{Method: "POST", Path: "/orgs/{org}/teams", Handle: createTeam},
		{Method: "GET", Path: team, Handle: showTeam},
		{Method: "GET", Path: team + "/memberships/{login}", Handle: membership},
		{Method: "PUT", Path: team + "/memberships/{login}", Handle: setMembership},
		{Method: "DELETE", Path: team + "/memberships/{login}", Handle: removeMembership},
	}
}

func (a *api) appRoutes() []call.Route {
	return []call.Route{
		{Method: "GET", Path: "/app", Handle: a.app, App: true},
		{Method: "GET", Path: "/app/installations", Handle: installations, App: true},
		{Method: "GET", Path: "/app/installations/{id:int}", Handle: installation, App: true},
		{Method: "POST", Path: "/app/installations/{id:int}/access_tokens", Handle: mintToken, App: true},
		{Method: "GET", Path: "/repos/{owner}/{repo}/installation", Handle: installationOfRepository, App: true},
		{Method: "GET", Path: "/orgs/{login}/installation", Handle: installationOfAccount, App: true},
		{Method: "GET", Path: "/users/{login}/installation", Handle: installationOfAccount, App: true},
		{Method: "GET", Path: "/installation/repositories", Handle: installationRepositories},
		{Method: "DELETE", Path: "/installation/token", Handle: revokeToken},
		{Method: "GET", Path: "/app/hook/config", Handle: a.hookConfig, App: true},
		{Method: "PATCH", Path: "/app/hook/config", Handle: editHookConfig, App: true},
		{Method: "GET", Path: "/app/hook/deliveries", Handle: a.deliveries, App: true},
		{Method: "GET", Path: "/app/hook/deliveries/{id:int}", Handle: a.delivery, App: true},
		{Method: "POST", Path: "/app/hook/deliveries/{id:int}/attempts", Handle: a.redeliver, App: true},
	}
}

func repositoryRoutes() []call.Route {
	const repo = "/repos/{owner}/{repo}"
	return []call.Route{
		{Method: "GET", Path: repo, Handle: repository},
		{Method: "PATCH", Path: repo, Handle: editRepository},
		{Method: "GET", Path: repo + "/collaborators", Handle: collaborators},
		{Method: "GET", Path: repo + "/collaborators/{login}", Handle: isCollaborator},
		{Method: "PUT", Path: repo + "/collaborators/{login}", Handle: addCollaborator},
		{Method: "DELETE", Path: repo + "/collaborators/{login}", Handle: removeCollaborator},
		{Method: "GET", Path: repo + "/collaborators/{login}/permission", Handle: permission},
	}
}

func gitRoutes() []call.Route {
	const repo = "/repos/{owner}/{repo}"
	return []call.Route{
		{Method: "GET", Path: repo + "/contents", Handle: contents},
		{Method: "GET", Path: repo + "/contents/{path...}", Handle: contents},
		{Method: "GET", Path: repo + "/readme", Handle: readme},
		{Method: "GET", Path: repo + "/branches", Handle: branches},
		{Method: "GET", Path: repo + "/branches/{branch...}", Handle: branch},
		{Method: "GET", Path: repo + "/commits", Handle: commits},
		{Method: "GET", Path: repo + "/commits/{ref...}/check-runs", Handle: checksOfCommit},
		{Method: "GET", Path: repo + "/commits/{ref...}/check-suites", Handle: suitesOfCommit},
		{Method: "GET", Path: repo + "/commits/{ref...}/status", Handle: combinedStatus},
		{Method: "GET", Path: repo + "/commits/{ref...}/statuses", Handle: statuses},
		{Method: "POST", Path: repo + "/statuses/{sha}", Handle: createStatus},
		{Method: "GET", Path: repo + "/commits/{ref...}", Handle: commit},
		{Method: "GET", Path: repo + "/compare/{basehead...}", Handle: compare},
		{Method: "GET", Path: repo + "/git/ref/{ref...}", Handle: ref},
		{Method: "GET", Path: repo + "/git/matching-refs/{ref...}", Handle: matchingRefs},
		{Method: "POST", Path: repo + "/git/refs", Handle: createRef},
		{Method: "PATCH", Path: repo + "/git/refs/{ref...}", Handle: updateRef},
		{Method: "DELETE", Path: repo + "/git/refs/{ref...}", Handle: deleteRef},
		{Method: "GET", Path: repo + "/git/commits/{sha}", Handle: gitCommit},
		{Method: "POST", Path: repo + "/git/commits", Handle: createGitCommit},
		{Method: "GET", Path: repo + "/git/trees/{sha...}", Handle: gitTree},
		{Method: "POST", Path: repo + "/git/trees", Handle: createGitTree},
		{Method: "GET", Path: repo + "/git/blobs/{sha}", Handle: gitBlob},
		{Method: "POST", Path: repo + "/git/blobs", Handle: createGitBlob},
	}
}

func issueRoutes() []call.Route {
	const repo = "/repos/{owner}/{repo}"
	const issue = repo + "/issues/{number:int}"
	const note = repo + "/issues/comments/{comment:int}"
	return []call.Route{
		{Method: "GET", Path: repo + "/issues", Handle: issues},
		{Method: "POST", Path: repo + "/issues", Handle: openIssue},
		{Method: "GET", Path: repo + "/issues/events", Handle: eventsOfRepository},
		{Method: "GET", Path: repo + "/issues/comments", Handle: commentsOfRepository},
		{Method: "GET", Path: note, Handle: comment},
		{Method: "PATCH", Path: note, Handle: editComment},
		{Method: "DELETE", Path: note, Handle: deleteComment},
		{Method: "GET", Path: note + "/reactions", Handle: reactions},
		{Method: "POST", Path: note + "/reactions", Handle: react},
		{Method: "DELETE", Path: note + "/reactions/{reaction:int}", Handle: unreact},
		{Method: "GET", Path: issue, Handle: showIssue},
		{Method: "PATCH", Path: issue, Handle: editIssue},
		{Method: "GET", Path: issue + "/comments", Handle: comments},
		{Method: "POST", Path: issue + "/comments", Handle: addComment},
		{Method: "GET", Path: issue + "/events", Handle: eventsOfIssue},
		{Method: "GET", Path: issue + "/timeline", Handle: timeline},
		{Method: "GET", Path: issue + "/labels", Handle: labelsOfIssue},
		{Method: "POST", Path: issue + "/labels", Handle: addLabels},
		{Method: "PUT", Path: issue + "/labels", Handle: replaceLabels},
		{Method: "DELETE", Path: issue + "/labels", Handle: clearLabels},
		{Method: "DELETE", Path: issue + "/labels/{name}", Handle: removeLabel},
		{Method: "GET", Path: issue + "/reactions", Handle: reactions},
		{Method: "POST", Path: issue + "/reactions", Handle: react},
		{Method: "DELETE", Path: issue + "/reactions/{reaction:int}", Handle: unreact},
		{Method: "GET", Path: repo + "/labels", Handle: labels},
		{Method: "POST", Path: repo + "/labels", Handle: createLabel},
		{Method: "GET", Path: repo + "/labels/{name}", Handle: label},
		{Method: "PATCH", Path: repo + "/labels/{name}", Handle: editLabel},
		{Method: "DELETE", Path: repo + "/labels/{name}", Handle: deleteLabel},
	}
}

func pullRoutes() []call.Route {
	const repo = "/repos/{owner}/{repo}"
	const pull = repo + "/pulls/{number:int}"
	const note = repo + "/pulls/comments/{diff:int}"
	return []call.Route{
		{Method: "GET", Path: repo + "/pulls", Handle: pulls},
		{Method: "POST", Path: repo + "/pulls", Handle: openPull},
		{Method: "GET", Path: note, Handle: reviewComment},
		{Method: "PATCH", Path: note, Handle: editReviewComment},
		{Method: "DELETE", Path: note, Handle: deleteReviewComment},
		{Method: "GET", Path: note + "/reactions", Handle: reactions},
		{Method: "POST", Path: note + "/reactions", Handle: react},
		{Method: "DELETE", Path: note + "/reactions/{reaction:int}", Handle: unreact},
		{Method: "GET", Path: pull, Handle: showPull},
		{Method: "PATCH", Path: pull, Handle: editPull},
		{Method: "GET", Path: pull + "/files", Handle: pullFiles},
		{Method: "GET", Path: pull + "/commits", Handle: pullCommits},
		{Method: "GET", Path: pull + "/merge", Handle: isMerged},
		{Method: "PUT", Path: pull + "/merge", Handle: merge},
		{Method: "GET", Path: pull + "/requested_reviewers", Handle: requestedReviewers},
		{Method: "POST", Path: pull + "/requested_reviewers", Handle: requestReviewers},
		{Method: "GET", Path: pull + "/reviews", Handle: reviews},
		{Method: "POST", Path: pull + "/reviews", Handle: addReview},
		{Method: "GET", Path: pull + "/reviews/{review:int}", Handle: review},
		{Method: "POST", Path: pull + "/reviews/{review:int}/events", Handle: submitReview},
		{Method: "GET", Path: pull + "/reviews/{review:int}/comments", Handle: commentsOfReview},
		{Method: "GET", Path: pull + "/comments", Handle: reviewComments},
		{Method: "POST", Path: pull + "/comments", Handle: addReviewComment},
		{Method: "POST", Path: pull + "/comments/{comment:int}/replies", Handle: replyToReviewComment},
	}
}

func checkRoutes() []call.Route {
	const repo = "/repos/{owner}/{repo}"
	return []call.Route{
		{Method: "POST", Path: repo + "/check-runs", Handle: createCheck},
		{Method: "GET", Path: repo + "/check-runs/{id:int}", Handle: showCheck},
		{Method: "PATCH", Path: repo + "/check-runs/{id:int}", Handle: editCheck},
		{Method: "GET", Path: repo + "/check-runs/{id:int}/annotations", Handle: annotations},
		{Method: "GET", Path: repo + "/check-suites/{id:int}", Handle: showSuite},
		{Method: "GET", Path: repo + "/check-suites/{id:int}/check-runs", Handle: checksOfSuite},
	}
}
