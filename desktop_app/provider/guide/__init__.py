"""The provider guide's verbs over the services, one module a section of the guide.

Arguments are read before anything happens: a wrong one is a ValueError that names the field and what is allowed, and
nothing has changed. What the network has no way for raises NotOnThisNetwork; nothing is only pretended."""
