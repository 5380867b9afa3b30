package github

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	gh "github.com/google/go-github/v60/github"
	"github.com/palantir/go-githubapp/githubapp"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// DefaultTimeout bounds one call, the reading of its answer included.
const DefaultTimeout = 30 * time.Second

// Config says where GitHub is and who we are there.
type Config struct {
	GitHub    githubapp.Config // V3APIURL, App.IntegrationID and App.PrivateKey (PEM)
	Transport http.RoundTripper
	Timeout   time.Duration // 0: DefaultTimeout
	Now       func() time.Time
	Logger    *slog.Logger
	UserAgent string
}

// Validate names what is missing.
func (c Config) Validate() error {
	var faults []error
	if u, err := url.Parse(c.GitHub.V3APIURL); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		faults = append(faults, fmt.Errorf("api url %q: want http(s)://HOST/…", c.GitHub.V3APIURL))
	}
	if c.GitHub.App.IntegrationID <= 0 {
		faults = append(faults, errors.New("app id: must be given"))
	}
	if c.GitHub.App.PrivateKey == "" {
		faults = append(faults, errors.New("private key: must be given"))
	}
	if c.Logger == nil {
		faults = append(faults, errors.New("logger: must be given"))
	}
	return errors.Join(faults...)
}

// Client makes calls for the App and its installations. It is safe for
// concurrent use.
type Client struct {
	api       string // without a trailing slash
	appID     int64
	key       []byte
	base      http.RoundTripper
	userAgent string
	limits    *limits
	app       *gh.Client // speaks as the App itself

	mu   sync.Mutex
	held map[scope]*held
	bot  app.User
}

// New checks the configuration and the key; it asks GitHub nothing.
func New(c Config) (*Client, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("configure github: %w", err)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.UserAgent == "" {
		c.UserAgent = "goalkeeper"
	}
	client := &Client{
		api:       strings.TrimRight(c.GitHub.V3APIURL, "/"),
		appID:     c.GitHub.App.IntegrationID,
		key:       []byte(c.GitHub.App.PrivateKey),
		base:      &deadline{after: c.Timeout, base: c.Transport},
		userAgent: c.UserAgent,
		limits:    newLimits(c.Now, c.Logger),
		held:      map[scope]*held{},
	}
	jwt, err := ghinstallation.NewAppsTransport(client.limits.of(0, client.base), client.appID, client.key)
	if err != nil {
		return nil, fmt.Errorf("configure github: private key: %w", err)
	}
	client.app = client.rest(jwt)
	return client, nil
}

// rest is go-github on a transport that authenticates.
func (c *Client) rest(transport http.RoundTripper) *gh.Client {
	client := gh.NewClient(&http.Client{Transport: transport, CheckRedirect: follow})
	client.BaseURL, _ = url.Parse(c.api + "/") // Validate parsed it
	client.UserAgent = c.userAgent
	return client
}

// follow goes along when a renamed repository answers from its new place, but
// takes the token to no other host and lets no write become a read.
func follow(next *http.Request, before []*http.Request) error {
	first := before[0]
	if len(before) > 3 || next.URL.Host != first.URL.Host || next.URL.Scheme != first.URL.Scheme || next.Method != first.Method {
		return http.ErrUseLastResponse
	}
	return nil
}

// forget drops the token of a scope GitHub no longer takes.
func (c *Client) forget(s scope) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.held, s)
}
