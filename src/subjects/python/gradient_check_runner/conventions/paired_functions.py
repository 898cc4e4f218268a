def networks(context):
    return []


def rows(context):
    return []


def stated(context):
    return []
