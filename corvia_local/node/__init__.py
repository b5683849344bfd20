"""The community node: a web page, a feed and a gateway over what a community published."""
