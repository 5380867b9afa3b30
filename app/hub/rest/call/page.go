package call

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// Pages are 30 long unless asked for otherwise, and never longer than 100.
const (
	usualPage = 30
	largest   = 100
)

// Page cuts the asked-for page out of the rows and adds the Link header that leads to the others.
func Page[R any](c *Call, rows []R) []R {
	size, number := c.PageSize(), c.PageNumber()
	last := max((len(rows)+size-1)/size, 1)
	var links []string
	add := func(to int, rel string) {
		links = append(links, c.link(rel, map[string]string{"page": strconv.Itoa(to)}))
	}
	if number > 1 {
		add(min(number-1, last), "prev")
	}
	if number < last {
		add(number+1, "next")
		add(last, "last")
	}
	if number > 1 {
		add(1, "first")
	}
	c.setLinks(links)
	from := min((number-1)*size, len(rows))
	return rows[from:min(from+size, len(rows))]
}

// PageSize is the asked-for number of rows.
func (c *Call) PageSize() int {
	size := atoi(c.Query("per_page", strconv.Itoa(usualPage)))
	if size < 1 {
		return usualPage
	}
	return min(size, largest)
}

// PageNumber is the asked-for page, counted from 1.
func (c *Call) PageNumber() int { return max(atoi(c.Query("page", "1")), 1) }

// NextPage adds a Link header that leads to the next page, for lists whose length is not known.
func (c *Call) NextPage() {
	c.setLinks([]string{c.link("next", map[string]string{"page": strconv.Itoa(c.PageNumber() + 1)})})
}

// NextCursor adds a Link header that leads on from the cursor.
func (c *Call) NextCursor(cursor string) {
	c.setLinks([]string{c.link("next", map[string]string{"cursor": cursor})})
}

func (c *Call) link(rel string, set map[string]string) string {
	query := c.URL.Query()
	for name, value := range set {
		query.Set(name, value)
	}
	address := url.URL{Scheme: "http", Host: c.Host, Path: c.URL.Path, RawPath: c.URL.RawPath, RawQuery: query.Encode()}
	if base, err := url.Parse(c.Service.Web); err == nil {
		address.Scheme, address.Host = base.Scheme, base.Host
	}
	return fmt.Sprintf("<%s>; rel=%q", address.String(), rel)
}

func (c *Call) setLinks(links []string) {
	if len(links) > 0 {
		c.Header().Set("Link", strings.Join(links, ", "))
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func atoi(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

func etag(body []byte) string {
	return fmt.Sprintf(`W/"%x"`, sha256.Sum256(body))
}
